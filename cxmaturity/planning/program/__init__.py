"""The integer program that HiGHS solves: schedules over quarters, the index frontier, what the search leaves."""
