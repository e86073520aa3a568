// picket_conformance --cases DIR [--json]
//
// Runs a folder of conformance cases and says which hold. Exit codes: 0 all of them, 1 some do not,
// 2 usage. A file of an unknown category is named and does not count.
#include <exception>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "case_folder.h"
#include "report.h"

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

int run(std::string_view folder, bool as_json) {
  const picket::conformance::FolderResult result =
      picket::conformance::run_folder(std::filesystem::path(folder));
  std::cout << (as_json ? picket::conformance::json_report(result)
                        : picket::conformance::text_report(result));
  if (result.categories.empty()) {
    std::cerr << "no case files in " << folder << '\n';
    return kFailed;
  }
  return result.failures() == 0 ? 0 : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view folder;
  bool as_json = false;
  bool good = true;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--json") {
      as_json = true;
    } else if (word == "--cases" && i + 1 < argc) {
      folder = argv[++i];
    } else {
      good = false;
    }
  }
  if (!good || folder.empty()) {
    std::cerr << "usage: picket_conformance --cases DIR [--json]\n";
    return kUsage;
  }
  try {
    return run(folder, as_json);
  } catch (const std::exception& error) {
    std::cerr << "picket_conformance: " << error.what() << '\n';
    return kUsage;
  }
}
