"""Runs the benchmark of the whole job: `python -m pipeline.score.bench`."""

from pipeline.score.bench.whole_job import main

if __name__ == "__main__":
    main()
