#include "domain/normalize/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "domain/normalize/scalar.h"

namespace picket::domain::normalize {
namespace {

constexpr std::pair<std::string_view, std::string_view> kSchemes[] = {
    {"http", "80"}, {"https", "443"}, {"ws", "80"}, {"wss", "443"}, {"ftp", "21"}};

constexpr std::string_view kFragmentSet = " \"<>`";
constexpr std::string_view kPathSet = " \"#<>?`{}";
constexpr std::string_view kUserSet = " \"#<>?`{}/:;=@[\\]^|";
constexpr std::string_view kForbiddenInHost = " #/:<>?@[\\]^|%";

bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string escaped(std::string_view text, std::string_view set) {
  std::string out;
  for (const char c : text) {
    const bool escape = is_control(c) || static_cast<unsigned char>(c) >= 0x80 ||
                        set.find(c) != std::string_view::npos;
    if (escape) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// RFC 3492, for one label of a host.
std::string punycode(std::string_view label) {
  constexpr std::uint32_t kBase = 36, kTMin = 1, kTMax = 26, kSkew = 38, kDamp = 700;
  std::vector<char32_t> points;
  std::string out;
  for (std::string_view rest = label; !rest.empty();) {
    const unicode::Decoded next = unicode::decode(rest);
    rest.remove_prefix(next.size);
    points.push_back(next.code_point);
    if (next.code_point < 0x80) out += static_cast<char>(next.code_point);
  }
  const auto basic = static_cast<std::uint32_t>(out.size());
  std::uint32_t handled = basic, n = 0x80, delta = 0, bias = 72;
  if (basic > 0) out += '-';
  while (handled < points.size()) {
    char32_t next = 0x10FFFF;
    for (const char32_t c : points) {
      if (c >= n && c < next) next = c;
    }
    delta += (static_cast<std::uint32_t>(next) - n) * (handled + 1);
    n = static_cast<std::uint32_t>(next);
    for (const char32_t c : points) {
      if (c < n) ++delta;
      if (c != n) continue;
      std::uint32_t q = delta;
      for (std::uint32_t k = kBase;; k += kBase) {
        const std::uint32_t t = k <= bias ? kTMin : k >= bias + kTMax ? kTMax : k - bias;
        const std::uint32_t digit = q < t ? q : t + (q - t) % (kBase - t);
        out += static_cast<char>(digit < 26 ? 'a' + digit : '0' + (digit - 26));
        if (q < t) break;
        q = (q - t) / (kBase - t);
      }
      const bool first = handled == basic;
      delta = first ? delta / kDamp : delta / 2;
      ++handled;
      delta += delta / handled;
      std::uint32_t k = 0;
      for (; delta > ((kBase - kTMin) * kTMax) / 2; k += kBase) delta /= kBase - kTMin;
      bias = k + (kBase - kTMin + 1) * delta / (delta + kSkew);
      delta = 0;
    }
    ++delta;
    ++n;
  }
  return out;
}

/// Longer labels are no names of hosts; the encoder is quadratic.
constexpr std::size_t kMaxLabelBytes = 252;

/// nullopt for what cannot be a host.
std::optional<std::string> canonical_host(std::string_view text) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']') || !is_ip_address(text.substr(1, text.size() - 2)))
      return std::nullopt;
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), ascii::to_lower);
    return out;
  }
  const std::string decoded = percent_decode(text, false);
  if (decoded.empty() || !is_valid_utf8(decoded)) return std::nullopt;
  std::string lower;
  unicode::append_lower(decoded, lower);
  std::string host;
  for (std::string_view rest = lower; !rest.empty();) {
    const ascii::Split label = ascii::split_once(rest, '.');
    const bool plain = std::all_of(label.head.begin(), label.head.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (label.head.size() > kMaxLabelBytes) return std::nullopt;
    host += plain ? std::string(label.head) : "xn--" + punycode(label.head);
    if (label.found) host += '.';
    rest = label.tail;
  }
  const bool bad = std::any_of(host.begin(), host.end(), [](char c) {
    return is_control(c) || kForbiddenInHost.find(c) != std::string_view::npos;
  });
  if (bad || host.empty()) return std::nullopt;
  return host;
}

/// Without leading zeros, empty for the scheme's own one; nullopt for what is no port.
std::optional<std::string> canonical_port(std::string_view digits, std::string_view own) {
  std::uint16_t port = 0;
  if (digits.empty()) return std::string();
  const char* const end = digits.data() + digits.size();
  const auto [to, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || to != end) return std::nullopt;
  std::string text = std::to_string(port);
  if (text == own) text.clear();
  return text;
}

bool is_dot(std::string_view segment) noexcept {
  return segment == "." || ascii::iequals(segment, "%2e");
}

bool is_double_dot(std::string_view segment) noexcept {
  return segment == ".." || ascii::iequals(segment, ".%2e") || ascii::iequals(segment, "%2e.") ||
         ascii::iequals(segment, "%2e%2e");
}

std::string canonical_path(std::string_view text) {
  std::vector<std::string> segments;
  if (!text.empty()) text.remove_prefix(1);  // The slash.
  for (bool more = true; more;) {
    const std::size_t end = std::min(text.find_first_of("/\\"), text.size());
    const std::string_view segment = text.substr(0, end);
    more = end < text.size();
    if (is_double_dot(segment)) {
      if (!segments.empty()) segments.pop_back();
      if (!more) segments.emplace_back();
    } else if (is_dot(segment)) {
      if (!more) segments.emplace_back();
    } else {
      segments.push_back(escaped(segment, kPathSet));
    }
    text.remove_prefix(more ? end + 1 : end);
  }
  std::string path;
  for (const std::string& segment : segments) path += '/' + segment;
  return path.empty() ? "/" : path;
}

/// What is before the last '@', with it.
std::string canonical_user(std::string_view text) {
  if (text.empty()) return {};
  const ascii::Split parts = ascii::split_once(text, ':');
  std::string out = escaped(parts.head, kUserSet);
  if (!parts.tail.empty()) out += ':' + escaped(parts.tail, kUserSet);
  return out.empty() ? out : out + '@';
}

/// As the standard begins: no white space around, no tabs and line ends inside.
std::string cleaned(std::string_view text) {
  const auto at_end = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && at_end(text.front())) text.remove_prefix(1);
  while (!text.empty() && at_end(text.back())) text.remove_suffix(1);
  std::string out(text);
  out.erase(std::remove_if(out.begin(), out.end(),
                           [](char c) { return c == '\t' || c == '\n' || c == '\r'; }),
            out.end());
  return out;
}

}  // namespace

std::optional<UrlParts> parse_url(std::string_view text) {
  const std::string url = cleaned(text);
  const ascii::Split start = ascii::split_once(url, ':');
  std::string scheme(start.head);
  std::transform(scheme.begin(), scheme.end(), scheme.begin(), ascii::to_lower);
  const auto* const known = std::find_if(std::begin(kSchemes), std::end(kSchemes),
                                         [&](const auto& one) { return one.first == scheme; });
  if (!start.found || known == std::end(kSchemes)) return std::nullopt;
  std::string_view rest = start.tail;
  rest.remove_prefix(std::min(rest.find_first_not_of("/\\"), rest.size()));

  UrlParts parts;
  const ascii::Split fragment = ascii::split_once(rest, '#');
  const ascii::Split query = ascii::split_once(fragment.head, '?');
  parts.fragment = escaped(fragment.tail, kFragmentSet);
  parts.query = query.tail;
  const std::size_t slash = std::min(query.head.find_first_of("/\\"), query.head.size());
  std::string_view authority = query.head.substr(0, slash);
  const std::size_t at = authority.rfind('@');
  const std::string_view user =
      at == std::string_view::npos ? std::string_view() : authority.substr(0, at);
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const auto host = canonical_host(authority.substr(0, colon));
  const auto port = canonical_port(
      colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1),
      known->second);
  if (!host || !port) return std::nullopt;
  parts.base = scheme + "://" + canonical_user(user) + *host;
  if (!port->empty()) parts.base += ':' + *port;
  parts.base += canonical_path(query.head.substr(slash));
  return parts;
}

}  // namespace picket::domain::normalize
