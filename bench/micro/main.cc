// picket_micro: see README.md; `picket_micro --help` for the options.
#include <cstdio>
#include <string>

#include <benchmark/benchmark.h>

#include "micro/corpus.h"
#include "micro/options.h"
#include "micro/stages.h"

namespace picket::micro {
namespace {

void describe(const Corpus& corpus) {
  const CorpusEvent& event = corpus.events.front();
  benchmark::AddCustomContext("sample", corpus.sample);
  benchmark::AddCustomContext("event_bytes", std::to_string(event.json.size()));
  benchmark::AddCustomContext("gzip_bytes", std::to_string(event.gzip.size()));
  benchmark::AddCustomContext("message_bytes", std::to_string(event.message.size()));
}

/// In the order of an event's path.
void add_all(const Corpus& corpus) {
  add_http_stages(corpus);
  add_codec_stages(corpus);
  add_protocol_stages(corpus);
  add_quota_stages(corpus);
  add_document_stages(corpus);
  add_grouping_stages();
  add_segment_stages(corpus);
  add_store_stages(corpus);
  add_issue_stages(corpus);
  add_consumer_stages(corpus);
  add_api_stages(corpus);
}

void print_usage() {
  const char* const help[] = {"picket_micro", "--help"};
  std::fputs(parse_options(2, help).error().text.c_str(), stdout);
}

int run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv, print_usage);
  const auto options = parse_options(argc, argv);
  if (!options) {
    std::fputs(options.error().text.c_str(), options.error().exit_code == 0 ? stdout : stderr);
    return options.error().exit_code;
  }
  const auto corpus = make_corpus(*options);
  if (!corpus) {
    std::fprintf(stderr, "picket_micro: %s\n", corpus.error().c_str());
    return 1;
  }
  describe(*corpus);
  add_all(*corpus);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace
}  // namespace picket::micro

int main(int argc, char** argv) {
  return picket::micro::run(argc, argv);
}
