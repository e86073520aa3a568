# picket_module(NAME <n> [HDRS ...] [SRCS ...] [TESTS ...] [DEPS ...] [PRIVATE_DEPS ...] [TEST_DEPS ...])
#
# One static (or interface) library per folder, aliased picket::<n>; one test binary picket_<n>_test.
# DEPS are those whose headers appear in this module's headers. Headers are compiled standalone, so
# each one must include what it uses: one with a source of its name by that source, which includes it
# first (tools/check_layers.py), the others by the all_verify_interface_header_sets target.
function(picket_module)
  cmake_parse_arguments(M "" "NAME" "HDRS;SRCS;TESTS;DEPS;PRIVATE_DEPS;TEST_DEPS" ${ARGN})
  set(kind PUBLIC)
  if(M_SRCS)
    add_library(picket_${M_NAME} STATIC ${M_SRCS})
    target_link_libraries(picket_${M_NAME} PRIVATE picket_warnings ${M_PRIVATE_DEPS})
  else()
    set(kind INTERFACE)
    add_library(picket_${M_NAME} INTERFACE)
  endif()
  add_library(picket::${M_NAME} ALIAS picket_${M_NAME})
  set(sourceless ${M_HDRS})
  foreach(source ${M_SRCS})
    string(REGEX REPLACE "[.]cc$" ".h" own "${source}")
    list(REMOVE_ITEM sourceless "${own}")
  endforeach()
  set(with_source ${M_HDRS})
  list(REMOVE_ITEM with_source ${sourceless})
  set(bases BASE_DIRS "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/bench")
  target_sources(picket_${M_NAME} ${kind}
    FILE_SET HEADERS ${bases} FILES ${with_source}
    FILE_SET sourceless TYPE HEADERS ${bases} FILES ${sourceless})
  target_compile_features(picket_${M_NAME} ${kind} cxx_std_20)
  target_link_libraries(picket_${M_NAME} ${kind} ${M_DEPS})
  if(sourceless)
    set_target_properties(picket_${M_NAME} PROPERTIES
      VERIFY_INTERFACE_HEADER_SETS ON INTERFACE_HEADER_SETS_TO_VERIFY sourceless)
  endif()
  if(M_TESTS AND BUILD_TESTING)
    picket_test(NAME ${M_NAME} SUITE unit SRCS ${M_TESTS} DEPS picket::${M_NAME} ${M_TEST_DEPS})
  endif()
endfunction()

# picket_quick_build(TARGET): no optimization where sanitizers are on. For code that no suite runs hot:
# optimizing what sanitizers add to it takes more of the build than it saves of the run.
function(picket_quick_build target)
  if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# picket_test(NAME <n> SUITE unit|contract|crash SRCS ... DEPS ...): a GTest binary whose cases carry the
# ctest label SUITE, by which ./test selects them.
function(picket_test)
  cmake_parse_arguments(T "" "NAME;SUITE" "SRCS;DEPS" ${ARGN})
  set(target picket_${T_NAME}_test)
  add_executable(${target} ${T_SRCS})
  target_link_libraries(${target} PRIVATE picket_warnings ${T_DEPS} GTest::gmock GTest::gtest_main)
  # The tests' own code: optimizing what sanitizers add to it takes half the build and saves no second of the run.
  target_compile_options(${target} PRIVATE -O0)
  include(GoogleTest)
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${T_SUITE} TIMEOUT 300)
  # ./test tsan builds only the binaries that hold a concurrency test, known by its name.
  foreach(source ${T_SRCS})
    file(STRINGS ${source} concurrent REGEX "TEST.*(Concurren|Threads)")
    if(concurrent)
      set_property(GLOBAL APPEND PROPERTY PICKET_TSAN_TARGETS ${target})
      break()
    endif()
  endforeach()
endfunction()

# Vectors and samples beside the repository, which are not copied into it; tests that read them skip, loudly, without.
set(PICKET_SHARED_DIR "${PROJECT_SOURCE_DIR}/../shared" CACHE PATH "Folder with spec/ and samples/")

# picket_reads_shared(SOURCE ...): only these files know the folder's path, so that a clone elsewhere shares the cache for the rest.
function(picket_reads_shared)
  set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_DEFINITIONS PICKET_SHARED_DIR="${PICKET_SHARED_DIR}")
endfunction()

add_library(picket_warnings INTERFACE)
target_compile_options(picket_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
