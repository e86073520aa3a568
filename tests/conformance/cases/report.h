// What a run of a folder of cases found, for people and for programs.
#pragma once

#include <string>

#include "case_folder.h"

namespace picket::conformance {

/// `category passed/total` a line, below it each failing case with what is wrong.
std::string text_report(const FolderResult& result);

/// {"categories": {NAME: {"passed": n, "total": n, "failed": [names]}}}, beside which "unknown" has
/// names of files when there are some.
std::string json_report(const FolderResult& result);

}  // namespace picket::conformance
