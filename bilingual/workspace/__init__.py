"""What a folder of results is: records, projects, the index page, how far review has come."""
