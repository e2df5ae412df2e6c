"""`bilingual serve`: a page in the browser and an HTTP service, on one port.

app       puts the application together        security  who may ask what
queue     one worker that translates in turns   events    what the open pages are told
library   the records of the output folder      files     its documents: new ones, downloads
review    their sentences, one by one           terms     the glossary, and what it changes
service/  the protocols of translation programs
static/   the page
"""
