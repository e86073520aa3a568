#include "domain/filter/csp_sources.h"

#include <algorithm>
#include <array>

#include "protocol/json.h"

namespace picket::domain::filter {
namespace {

constexpr std::string_view kDefaults[] = {
    "about",
    "ms-browser-extension",
    "chrome://*",
    "chrome-extension://*",
    "chromeinvokeimmediate://*",
    "chromenull://*",
    "moz-extension://*",
    "safari-extension://*",
    "safari-web-extension://*",
    "mxaddon-pkg://*",
    "jar://*",
    "webviewprogressproxy://*",
    "ms-browser-extension://*",
    "tmtbff://*",
    "mbinit://*",
    "symres://*",
    "resource://*",
    "*.metrext.com",
    "static.image2play.com",
    "*.tlscdn.com",
    "73a5b0806e464be8bd4e694c744624f0.com",
    "020dfefc4ac745dab7594f2f771c1ded.com",
    "*.superfish.com",
    "addons.mozilla.org",
    "v.zilionfast.in",
    "widgets.amung.us",
    "xls.searchfun.in",
    "istatic.datafastguru.info",
    "localhost",
    "resultshub-a.akamaihd.net",
    "pulseadnetwork.com",
    "gateway.zscalertwo.net",
    "www.passpack.com",
    "middlerush-a.akamaihd.net",
    "www.websmartcenter.com",
    "a.linkluster.com",
    "saveyoutime.ru",
    "cdncache-a.akamaihd.net",
    "x.rafomedia.com",
    "savingsslider-a.akamaihd.net",
    "injections.adguard.com",
    "icontent.us",
    "amiok.org",
    "connectionstrenth.com",
    "siteheart.net",
    "netanalitics.space",
};

/// A URL is read as a pattern is: "data" is a domain, and a part that it lacks only matches a
/// pattern that does not care.
bool covers(const OriginPattern& pattern, const OriginPattern& url) {
  if (pattern.scheme && pattern.scheme != url.scheme) return false;
  if (pattern.port && pattern.port != url.port) return false;
  if (!pattern.domain || pattern.domain == url.domain) return true;
  if (!url.domain || !pattern.domain->starts_with('*')) return false;
  const std::string_view below = std::string_view(*pattern.domain).substr(1);
  return url.domain->ends_with(below) || (!below.empty() && *url.domain == below.substr(1));
}

}  // namespace

CspSources::CspSources(std::span<const std::string> sources) {
  for (const std::string& source : sources) {
    OriginPattern pattern = parse_origin_pattern(source);
    any_ = any_ || (!pattern.scheme && !pattern.domain && !pattern.port);
    patterns_.push_back(std::move(pattern));
  }
}

std::span<const std::string_view> CspSources::defaults() noexcept {
  return kDefaults;
}

bool CspSources::match(const EventView& event) const {
  const boost::json::object* const report = event.csp();
  if (report == nullptr || patterns_.empty()) return false;
  if (any_) return true;
  constexpr std::array<std::string_view, 3> kPlaces = {"blocked_uri", "source_file",
                                                       "document_uri"};
  return std::any_of(kPlaces.begin(), kPlaces.end(), [&](std::string_view place) {
    const boost::json::value* const url = report->if_contains(place);
    return url != nullptr && url->is_string() && match(std::string_view(url->get_string()));
  });
}

bool CspSources::match(std::string_view text) const {
  if (any_) return true;
  const OriginPattern url = parse_origin_pattern(text);
  return std::any_of(patterns_.begin(), patterns_.end(),
                     [&](const OriginPattern& pattern) { return covers(pattern, url); });
}

}  // namespace picket::domain::filter
