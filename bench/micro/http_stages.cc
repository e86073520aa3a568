// The HTTP edge: what a request and its answer cost besides the socket.
#include <string>
#include <string_view>

#include "base/units.h"
#include "micro/measure.h"
#include "micro/stages.h"
#include "net/http.h"
#include "net/limits.h"
#include "net/request_parser.h"
#include "net/response_writer.h"
#include "roles/relay/answer.h"

namespace picket::micro {
namespace {

/// As a connection does with a request that arrived in one piece.
bool parse_request(std::string_view bytes, const net::Limits& limits, std::string& body) {
  net::RequestParser parser(limits);
  while (!parser.done()) {
    if (parser.parse(bytes, body) != net::RequestParser::Status::progress) return false;
  }
  benchmark::DoNotOptimize(parser.request());
  return true;
}

void parse_requests(benchmark::State& state, const Corpus& corpus) {
  const net::Limits limits;
  std::size_t i = 0;
  for (auto _ : state) {
    std::string body;
    if (!parse_request(corpus.at(i++).request, limits, body)) state.SkipWithError("refused");
    benchmark::DoNotOptimize(body);
  }
  set_per_event(state);
}

void write_answers(benchmark::State& state, const Corpus& corpus) {
  const net::ResponseContext context{.server = "picket", .date = "Sun, 06 Nov 1994 08:49:37 GMT"};
  std::size_t i = 0;
  for (auto _ : state) {
    const net::Response answer = relay::accepted(relay::Endpoint::envelope, corpus.at(i++).id);
    benchmark::DoNotOptimize(net::serialize(answer, context));
  }
  set_per_event(state);
}

}  // namespace

void add_http_stages(const Corpus& corpus) {
  add_stage("http/parse_request", [&](auto& state) { parse_requests(state, corpus); });
  add_stage("http/write_answer", [&](auto& state) { write_answers(state, corpus); });
}

}  // namespace picket::micro
