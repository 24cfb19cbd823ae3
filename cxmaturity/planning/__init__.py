"""The cheapest plan to a stage, as a mixed-integer program that HiGHS solves."""
