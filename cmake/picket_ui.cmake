# The web app in ui/: npm builds it, ui/tools/pack.mjs makes one file of it, and the assembler puts that into the program.
# Off where it would only cost time: sanitizers find nothing in it. Then the program has no pack and serves no pages.
option(PICKET_UI "Build the web app into the program" OFF)

# picket_embed_ui(SOURCE): defines PICKET_WEB_PACK in SOURCE and builds SOURCE anew when the web app changes.
function(picket_embed_ui source)
  set(pack "${CMAKE_CURRENT_BINARY_DIR}/ui.pack")
  if(PICKET_UI)
    picket_build_ui("${pack}")
    set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS "${pack}")
  else()
    set(pack "${CMAKE_CURRENT_BINARY_DIR}/none.pack")
    file(WRITE "${pack}" "")
  endif()
  set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS PICKET_WEB_PACK="${pack}")
endfunction()

function(picket_build_ui pack)
  set(ui "${PROJECT_SOURCE_DIR}/ui")
  # tools/setup leaves a Node here where the machine's own is too old.
  find_program(PICKET_NODE node PATHS "${PROJECT_SOURCE_DIR}/build/node/bin" NO_DEFAULT_PATH)
  find_program(PICKET_NODE node REQUIRED)
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${ui}/src/*" "${ui}/public/*")
  list(FILTER inputs EXCLUDE REGEX "\\.test\\.tsx?$")
  set(dist "${CMAKE_CURRENT_BINARY_DIR}/ui")
  add_custom_command(
    OUTPUT "${pack}"
    COMMAND "${PROJECT_SOURCE_DIR}/tools/ui_packages" build
    COMMAND "${PICKET_NODE}" node_modules/vite/bin/vite.js build --outDir "${dist}" --emptyOutDir --logLevel warn
    COMMAND "${PICKET_NODE}" tools/pack.mjs "${dist}" "${pack}"
    WORKING_DIRECTORY "${ui}"
    DEPENDS ${inputs} "${ui}/index.html" "${ui}/package-lock.json" "${ui}/vite.config.ts" "${ui}/tools/pack.mjs"
    COMMENT "Building the web app"
    VERBATIM)
endfunction()
