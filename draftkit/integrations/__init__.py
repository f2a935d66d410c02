"""draftkit inside other people's programs: a package for each library it meets, built on the public
API alone. Nothing is imported with this package; each one below it pays for its own library."""
