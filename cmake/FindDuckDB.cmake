# DuckDB::duckdb: the shared library and C header that third_party/duckdb/package-lock.json pins, or a
# system installation (-DDUCKDB_ROOT=PREFIX). tools/setup fetches the pinned files.
set(pinned "${PROJECT_SOURCE_DIR}/third_party/duckdb/node_modules")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(pinned_lib "${pinned}/@duckdb/node-bindings-linux-arm64")
else()
  set(pinned_lib "${pinned}/@duckdb/node-bindings-linux-x64")
endif()
find_path(DuckDB_INCLUDE_DIR duckdb.h HINTS ${DUCKDB_ROOT}/include "${pinned}/duckdb/src/duckdb/src/include")
find_library(DuckDB_LIBRARY duckdb HINTS ${DUCKDB_ROOT}/lib "${pinned_lib}")
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "run tools/setup first, or give -DDUCKDB_ROOT=PREFIX")
if(DuckDB_FOUND AND NOT TARGET DuckDB::duckdb)
  # The header's folder in the tarball also holds DuckDB's C++ tree: only the C header is wanted.
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/duckdb_include")
  configure_file("${DuckDB_INCLUDE_DIR}/duckdb.h" "${CMAKE_BINARY_DIR}/duckdb_include/duckdb.h" COPYONLY)
  add_library(DuckDB::duckdb SHARED IMPORTED)
  set_target_properties(DuckDB::duckdb PROPERTIES
    IMPORTED_LOCATION "${DuckDB_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${CMAKE_BINARY_DIR}/duckdb_include")
endif()
