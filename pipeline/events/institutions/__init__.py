"""Agencies and custodians: who acts, who holds, and the raids and sweeps behind arrests.

in: a parsed `Doc`, mentions of agencies, facilities and places, a trigger    out: mentions of who did it and
who holds, with how sure each is
"""
