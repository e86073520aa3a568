// Requests as they come over a socket: the first byte says how they are cut into pieces, which
// changes nothing. What is parsed has no path or field that another reader could see differently,
// and query string and addresses in it are read without fault.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/assert.h"
#include "net/client_address.h"
#include "net/http.h"
#include "net/limits.h"
#include "net/request_parser.h"

namespace {

namespace net = picket::net;
using Status = net::RequestParser::Status;

struct Parsed {
  bool header_done = false;
  bool done = false;
  bool refused = false;
  std::string path;
  std::string query;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;

  friend bool operator==(const Parsed&, const Parsed&) = default;
};

const net::Limits& limits() {
  static const net::Limits kSmall = [] {
    net::Limits limits;
    limits.max_header_bytes = 1024;
    limits.max_header_fields = 12;
    return limits;
  }();
  return kSmall;
}

void check_request(net::RequestParser& parser) {
  net::Request& request = parser.request();
  PICKET_ASSERT(request.path.find("//") == std::string::npos);
  PICKET_ASSERT(request.path.find('\0') == std::string::npos);
  PICKET_ASSERT(parser.raw_path().find('?') == std::string_view::npos);
  for (const auto& [name, value] : request.headers) {
    PICKET_ASSERT(!name.empty());
    PICKET_ASSERT(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  const auto values = net::query_values(request.query, "sentry_key");
  const auto first = net::query_value(request.query, "sentry_key");
  PICKET_ASSERT(first.has_value() == !values.empty());
  if (first) PICKET_ASSERT(*first == values.front());

  static const std::string kNetworks[] = {"10.0.0.0/8", "::1"};
  static const auto kProxies = net::TrustedProxies::parse(kNetworks);
  request.peer = "10.0.0.1";
  const std::string address = net::client_address(request, *kProxies);
  PICKET_ASSERT(address.empty() == net::client_network(address).empty());
}

/// Fed `piece` bytes at a time, and what was not consumed again.
Parsed parse(std::string_view bytes, std::size_t piece) {
  net::RequestParser parser(limits());
  Parsed result;
  std::string waiting;
  while (!bytes.empty() && !parser.done() && !result.refused) {
    waiting += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(bytes.size(), piece));
    std::string_view input = waiting;
    while (!input.empty() && !parser.done()) {
      const Status status = parser.parse(input, result.body);
      if (status == Status::need_more) break;
      result.refused = status != Status::progress;
      if (result.refused) break;
    }
    waiting.erase(0, waiting.size() - input.size());
  }
  result.header_done = parser.header_done();
  result.done = parser.done();
  if (!result.header_done || result.refused) return result;
  check_request(parser);
  result.path = parser.request().path;
  result.query = parser.request().query;
  for (const auto& field : parser.request().headers) result.fields.push_back(field);
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Parsed whole = parse(bytes, bytes.size());
  Parsed pieces = parse(bytes, std::size_t{1} + data[0] % 64U);
  // A body that is refused may be so a piece earlier or later; a header may not.
  PICKET_ASSERT(whole.header_done == pieces.header_done);
  // What may be the end of a chunked body waits for the rest of it, also when it is none, and a
  // trailer is too long when more than a header's bytes of it wait for its end, which need not wait
  // here.
  if (whole.refused != pieces.refused) {
    PICKET_ASSERT(whole.header_done && !pieces.done);
    PICKET_ASSERT(!whole.done || bytes.size() > limits().max_header_bytes);
    return 0;
  }
  if (whole.refused) return 0;
  if (!whole.done) {
    PICKET_ASSERT(whole.body.starts_with(pieces.body) || pieces.body.starts_with(whole.body));
    whole.body = pieces.body;
  }
  PICKET_ASSERT(whole == pieces);
  return 0;
}
