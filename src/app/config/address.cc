#include "app/config/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include "base/ascii.h"
#include "base/assert.h"

namespace picket::app {
namespace {

constexpr std::string_view kSchemeEnd = "://";

bool is_numeric(const std::string& host) {
  in6_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

std::string without_slashes(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

}  // namespace

std::optional<ListenAddress> parse_listen(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = ascii::parse_uint<std::uint16_t>(text.substr(colon + 1));
  if (!port) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return std::nullopt;
  }
  if (host.empty()) host = "0.0.0.0";
  if (host == "localhost") host = "127.0.0.1";
  if (!is_numeric(std::string(host))) return std::nullopt;
  return ListenAddress{std::string(host), *port};
}

std::string format_listen(const ListenAddress& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return v6 ? fmt::format("[{}]:{}", address.host, address.port)
            : fmt::format("{}:{}", address.host, address.port);
}

bool is_base_url(std::string_view url) {
  const std::size_t scheme_end = url.find(kSchemeEnd);
  if (scheme_end == std::string_view::npos) return false;
  const std::string_view scheme = url.substr(0, scheme_end);
  const std::string_view rest = url.substr(scheme_end + kSchemeEnd.size());
  return (scheme == "http" || scheme == "https") && !rest.empty() && rest.front() != '/' &&
         rest.find_first_of("?#@ ") == std::string_view::npos;
}

std::string public_url(const Settings& settings) {
  if (!settings.url.empty()) return without_slashes(settings.url);
  auto address = parse_listen(settings.listen);
  PICKET_ASSERT(address.has_value());  // load_settings checked it.
  if (address->host == "0.0.0.0" || address->host == "::") address->host = "127.0.0.1";
  return "http://" + format_listen(*address);
}

std::string ingest_url(const Settings& settings) {
  return settings.ingest_url.empty() ? public_url(settings) : without_slashes(settings.ingest_url);
}

std::string make_dsn(std::string_view ingest_url, std::string_view public_key,
                     std::int64_t project) {
  const std::size_t scheme_end = ingest_url.find(kSchemeEnd);
  PICKET_ASSERT(scheme_end != std::string_view::npos);
  return fmt::format("{}://{}@{}/{}", ingest_url.substr(0, scheme_end), public_key,
                     ingest_url.substr(scheme_end + kSchemeEnd.size()), project);
}

}  // namespace picket::app
