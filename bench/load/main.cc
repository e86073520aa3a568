// picket_load: see README.md; `picket_load --help` for the options.
#include <cstdio>

#include "load/options.h"
#include "load/report.h"
#include "load/run.h"

int main(int argc, char** argv) {
  namespace load = picket::load;
  const auto options = load::parse_options(argc, argv);
  if (!options) {
    std::fputs(options.error().text.c_str(), options.error().exit_code == 0 ? stdout : stderr);
    return options.error().exit_code;
  }
  const auto report = load::run(*options, stderr);
  if (!report) {
    std::fprintf(stderr, "picket_load: %s\n", report.error().c_str());
    return 1;
  }
  std::fputs(
      options->json ? (load::to_json(*report) + "\n").c_str() : load::to_text(*report).c_str(),
      stdout);
  return report->accepted == report->events && report->lost.value_or(0) == 0 ? 0 : 1;
}
