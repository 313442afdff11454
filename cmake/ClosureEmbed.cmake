# The text of FILE as string literals one after the other: compilers limit the length of one.
function(closure_literal Variable File)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${File})
  file(READ ${File} Content)
  string(LENGTH "${Content}" Rest)
  set(Pieces "")
  set(At 0)
  while(At LESS Rest)
    string(SUBSTRING "${Content}" ${At} 8000 Piece)
    string(APPEND Pieces "\n    R\"closure(${Piece})closure\"")
    math(EXPR At "${At} + 8000")
  endwhile()
  set(${Variable} "${Pieces}" PARENT_SCOPE)
endfunction()

# closure_embed(OUTPUT HEADER TYPE FUNCTION NAMES FILE…): a C++ source file in which the function returns
# a TYPE for each FILE, made of its name (NAME, or NAME_WE without the extension) and its text, so that
# the program is one file that needs no data beside it.
function(closure_embed Output Header Type Function Names)
  string(CONCAT Text "// Generated.\n#include \"${Header}\"\n\n"
    "llvm::ArrayRef<closure::${Type}> closure::${Function}() {\n  static const ${Type} All[] = {\n")
  foreach(File ${ARGN})
    closure_literal(Pieces ${File})
    get_filename_component(Name ${File} ${Names})
    string(APPEND Text "      {\"${Name}\", ${Pieces}},\n")
  endforeach()
  string(APPEND Text "  };\n  return All;\n}\n")
  file(CONFIGURE OUTPUT ${Output} CONTENT "@Text@" @ONLY)
endfunction()

# closure_embed_text(OUTPUT HEADER DECLARATION FILE): a C++ source file in which the function
# returns the text of FILE.
function(closure_embed_text Output Header Declaration File)
  closure_literal(Pieces ${File})
  set(Text "// Generated from ${File}.\n#include \"${Header}\"\n\n${Declaration} {\n  return ${Pieces};\n}\n")
  file(CONFIGURE OUTPUT ${Output} CONTENT "@Text@" @ONLY)
endfunction()
