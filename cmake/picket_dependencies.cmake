# Every outside library, once, as an imported target. Reasons and licences: docs/dependencies.md.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
pkg_check_modules(deflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(brotlidec REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(lzma REQUIRED IMPORTED_TARGET liblzma)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(argon2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
find_package(DuckDB REQUIRED)
find_package(UapCore REQUIRED)
if(BUILD_TESTING)
  find_package(GTest REQUIRED)
endif()
# bench/micro: only where its figures mean something and its library is there, as running Picket does not need it.
set(PICKET_MICRO OFF)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  find_package(benchmark QUIET)
  set(PICKET_MICRO ${benchmark_FOUND})
endif()
if(BUILD_TESTING OR PICKET_MICRO)
  pkg_check_modules(brotlienc REQUIRED IMPORTED_TARGET libbrotlienc)
endif()

# Clients of these libraries include their headers without our warnings.
add_library(picket_json INTERFACE)
target_link_libraries(picket_json INTERFACE Boost::json)
add_library(picket_asio STATIC "${PROJECT_SOURCE_DIR}/third_party/boost/asio_beast.cc")
target_link_libraries(picket_asio PUBLIC Boost::headers Threads::Threads)
target_compile_definitions(picket_asio PUBLIC BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_HAS_CO_AWAIT
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
# GCC 12 takes the frame allocator of Asio's coroutines, inlined on one side only, for a mismatch.
target_compile_options(picket_asio PUBLIC $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>)

# Debian's SOCI ships no CMake package.
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
add_library(picket_soci INTERFACE)
target_include_directories(picket_soci SYSTEM INTERFACE "${SOCI_INCLUDE_DIR}" "${SOCI_INCLUDE_DIR}/soci")
target_link_libraries(picket_soci INTERFACE "${SOCI_SQLITE3_LIBRARY}" "${SOCI_CORE_LIBRARY}" PkgConfig::sqlite3)
# Debian's SOCI hides the type information that this one check of UBSan wants; without the sanitizer it says nothing.
target_compile_options(picket_soci INTERFACE -fno-sanitize=vptr)
