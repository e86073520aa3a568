// A folder of case files. NAME.jsonl: one JSON object a line, its name, input and expected answer.
// NAME.json: an array of such objects, which may have members of their own instead. The name of a
// file says what its cases ask for.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace picket::conformance {

struct Failure {
  std::string name;    ///< Of the case; "line 7" or "case 7" when it has none of its own.
  std::string reason;  ///< A few lines.
};

struct CategoryResult {
  std::string name;
  std::size_t passed = 0;
  std::size_t total = 0;
  std::vector<Failure> failed;
};

struct FolderResult {
  std::vector<CategoryResult> categories;  ///< By name.
  std::vector<std::string> unknown;        ///< Files of which nobody knows what they ask for.

  std::size_t failures() const noexcept;
};

/// Runs every case of every file in the folder itself. Throws std::filesystem::filesystem_error
/// when it cannot be listed.
FolderResult run_folder(const std::filesystem::path& folder);

}  // namespace picket::conformance
