"""Tables scored where they are: the rule as one statement of SQL, for databases and for Spark."""
