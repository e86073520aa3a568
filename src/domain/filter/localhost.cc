#include "domain/filter/localhost.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace picket::domain::filter {
namespace {

constexpr std::string_view kDomains[] = {"localhost", "127.0.0.1"};

bool ends_with_any_case(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && ascii::iequals(text.substr(text.size() - end.size()), end);
}

/// One of the domains or below it.
bool is_local_host(std::string_view host) noexcept {
  return std::any_of(std::begin(kDomains), std::end(kDomains), [&](std::string_view domain) {
    if (!ends_with_any_case(host, domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
  });
}

/// Empty for what is no URL with a host.
std::string_view host_of(std::string_view url) noexcept {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme_end + 3);
  host = host.substr(0, host.find_first_of("/?#\\"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) {
    host.remove_prefix(at + 1);
  }
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool names_local_host(std::string_view header) noexcept {
  const std::string_view host = header.substr(0, header.find(':'));
  return std::any_of(std::begin(kDomains), std::end(kDomains),
                     [&](std::string_view domain) { return ascii::iequals(host, domain); });
}

}  // namespace

bool is_from_localhost(const EventView& event) {
  const std::string_view address = event.user_address();
  if (address == "127.0.0.1" || address == "::1") return true;
  const std::string_view url = event.url();
  if (ascii::iequals(url.substr(0, 5), "file:")) return true;
  return is_local_host(host_of(url)) || names_local_host(event.header("Host")) ||
         names_local_host(event.header("X-Forwarded-Host"));
}

}  // namespace picket::domain::filter
