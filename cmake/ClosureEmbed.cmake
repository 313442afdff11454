# closure_embed(OUTPUT FILE…): writes a C++ source file that holds each FILE as a raw string,
# so that the module is one file that needs no data beside it.
function(closure_embed Output)
  set(Text "// Generated from the model files.\n#include \"checks/calls/Model.h\"\n\n"
           "llvm::ArrayRef<closure::EmbeddedModel> closure::embeddedModels() {\n"
           "  static const EmbeddedModel Models[] = {\n")
  string(CONCAT Text ${Text})
  foreach(File ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${File})
    file(READ ${File} Content)
    get_filename_component(Name ${File} NAME)
    string(APPEND Text "      {\"${Name}\", R\"closure(${Content})closure\"},\n")
  endforeach()
  string(APPEND Text "  };\n  return Models;\n}\n")
  file(CONFIGURE OUTPUT ${Output} CONTENT "@Text@" @ONLY)
endfunction()

# closure_pieces(RESULT CONTENT): CONTENT as raw strings one after the other, because compilers limit
# the length of one literal.
function(closure_pieces Result Content)
  string(LENGTH "${Content}" Rest)
  set(Pieces "")
  set(At 0)
  while(At LESS Rest)
    string(SUBSTRING "${Content}" ${At} 8000 Piece)
    string(APPEND Pieces "\n    R\"closure(${Piece})closure\"")
    math(EXPR At "${At} + 8000")
  endwhile()
  set(${Result} "${Pieces}" PARENT_SCOPE)
endfunction()

# closure_embed_text(OUTPUT HEADER DECLARATION FILE): a C++ source file in which the function
# returns the text of FILE.
function(closure_embed_text Output Header Declaration File)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${File})
  file(READ ${File} Content)
  closure_pieces(Pieces "${Content}")
  set(Text "// Generated from ${File}.\n#include \"${Header}\"\n\n${Declaration} {\n  return ${Pieces};\n}\n")
  file(CONFIGURE OUTPUT ${Output} CONTENT "@Text@" @ONLY)
endfunction()

# closure_embed_pages(OUTPUT HEADER DECLARATION FILE…): a C++ source file in which the function, whose
# parameter is `Name`, returns the text of the FILE of that name without its extension.
function(closure_embed_pages Output Header Declaration)
  set(Text "// Generated from the documentation.\n#include \"${Header}\"\n\n${Declaration} {\n")
  foreach(File ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${File})
    file(READ ${File} Content)
    get_filename_component(Name ${File} NAME_WE)
    closure_pieces(Pieces "${Content}")
    string(APPEND Text "  if (Name == \"${Name}\")\n    return ${Pieces};\n")
  endforeach()
  string(APPEND Text "  return \"\";\n}\n")
  file(CONFIGURE OUTPUT ${Output} CONTENT "@Text@" @ONLY)
endfunction()
