"""Agencies and custodians: who acts, and who holds."""
