// One run: read samples, warm up, prepare, send, drain, report.
#pragma once

#include <cstdio>
#include <string>

#include "base/result.h"
#include "load/options.h"
#include "load/report.h"

namespace picket::load {

/// `progress` gets a line for each phase and each second. The error is for the user.
Result<Report, std::string> run(const Options& options, std::FILE* progress);

}  // namespace picket::load
