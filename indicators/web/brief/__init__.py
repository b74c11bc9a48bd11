"""A page to take along: what it says, written as one file – HTML, a Word document, PDF – with its sources as notes."""
