#include "roles/api/links.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace picket::api {
namespace {

/// Appends `text` with everything escaped that is neither unreserved nor in `kept`.
void append_escaped(std::string& out, std::string_view text, std::string_view kept) {
  static constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos || kept.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

/// The raw query without `cursor`, its commas, quotes and brackets escaped.
std::string other_parameters(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const ascii::Split pair = ascii::split_once(query, '&');
    query = pair.tail;
    if (pair.head.empty() ||
        percent_decode(ascii::split_once(pair.head, '=').head, true) == "cursor")
      continue;
    if (!kept.empty()) kept += '&';
    append_escaped(kept, pair.head, "%=+!*'();:@/?$");
  }
  return kept;
}

}  // namespace

std::string_view url_path(std::string_view url) noexcept {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return {};
  url.remove_prefix(path);
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

std::string link_header(std::string_view base_url, const net::Request& request,
                        const PageLinks& links) {
  std::string url(base_url);
  append_escaped(url, request.path, "/:@");
  url += '?';
  url += other_parameters(request.query);
  const auto one = [&url](std::string_view relation, bool results, const Cursor& cursor) {
    const std::string text = format_cursor(cursor);
    return fmt::format(R"(<{}&cursor={}>; rel="{}"; results="{}"; cursor="{}")", url, text,
                       relation, results, text);
  };
  return one("previous", links.has_previous, links.previous) + ", " +
         one("next", links.has_next, links.next);
}

}  // namespace picket::api
