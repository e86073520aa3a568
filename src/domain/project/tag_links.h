// Tag links: where the value of a tag leads outside of Picket. A project maps names of tags to
// templates of addresses, such as `correlation_id` to `https://logs.example.com/?q={value}`.
// Whoever shows a value puts it in place of `{value}`, percent-encoded.
// Source: docs/decisions/0067.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain {

inline constexpr std::string_view kTagLinks = "tagLinks";  ///< The setting's name.
/// Each is looked up for every tag of a page.
inline constexpr std::size_t kMaxTagLinks = 50;
inline constexpr std::size_t kMaxTagLinkName = 200;   ///< Bytes, as events' tags have.
inline constexpr std::size_t kMaxTagLinkUrl = 1'000;  ///< Bytes.
inline constexpr std::string_view kTagValue = "{value}";

/// What is wrong with a template; nullopt for a good one. It begins with `https://` or `http://`
/// and a host without user and password, has `{value}` behind the host at least once, no other
/// braces, and none of the characters that browsers drop or read as another: white space, control
/// characters, backslashes.
std::optional<std::string> find_template_flaw(std::string_view url);

/// A sentence that names the tag, for whoever sent the setting; nullopt for a good value, for what
/// is no object, and for all other settings.
std::optional<std::string> find_tag_links_flaw(std::string_view setting,
                                               const boost::json::value& value);

}  // namespace picket::domain
