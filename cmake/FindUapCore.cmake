# UapCore_REGEXES: the patterns of user agents that third_party/uap_core/package-lock.json pins. tools/setup fetches them.
find_file(UapCore_REGEXES regexes.yaml HINTS "${PROJECT_SOURCE_DIR}/third_party/uap_core/node_modules/uap-core" NO_DEFAULT_PATH)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(UapCore REQUIRED_VARS UapCore_REGEXES REASON_FAILURE_MESSAGE "run tools/setup first")
