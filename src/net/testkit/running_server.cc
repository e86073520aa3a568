#include "net/testkit/running_server.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "base/assert.h"

namespace picket::net::testkit {

RunningServer::RunningServer(ServerOptions options)
    : server_(std::move(options),
              ServerParts{blocking, cpu, bulk, clock, obs::null_logger(), metrics}) {}

RunningServer::~RunningServer() {
  server_.stop(Deadline::now());
}

std::uint16_t RunningServer::start() {
  const auto port = server_.listen_tcp("127.0.0.1", 0, router);
  PICKET_ASSERT(port.has_value());
  server_.start();
  return port_ = *port;
}

std::int64_t RunningServer::metric(const std::string& series) const {
  const std::string page = metrics.prometheus_text();
  const std::size_t at = page.find("\n" + series + " ");
  if (at == std::string::npos) return -1;
  const char* const value = page.data() + at + series.size() + 2;
  std::int64_t number = -1;
  std::from_chars(value, page.data() + page.size(), number);
  return number;
}

}  // namespace picket::net::testkit
