// What people decide about an organization, a project or a key: values by the name that the API has
// for them, each with a default and limits, so that the document that is kept holds only what
// differs. The tables of names are of those whom they describe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain {

enum class SettingKind : std::uint8_t {
  flag,
  text,            ///< At most `most` characters.
  text_or_null,    ///< The same; null when it is empty.
  number,          ///< From `least` to `most`.
  number_or_null,  ///< The same.
  texts,           ///< At most `most` characters in all.
  lines,           ///< Text of at most `most` characters: a value a line, kept without blank ones
                   ///< and without white space around them.
  lower_lines,     ///< The same in lower case.
  flag_or_texts,   ///< A flag or a list of at most `most` characters in all.
  object,          ///< Any object, at most `most` bytes of JSON.
  quotas,          ///< A list of them, see domain/quota/project_quotas.h.
};

struct Setting {
  std::string_view name;  ///< Of the API.
  SettingKind kind = SettingKind::flag;
  std::string_view initial;  ///< JSON.
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// Null when the table has no such name.
const Setting* find_setting(std::span<const Setting> table, std::string_view name) noexcept;

/// A sentence for whoever sent it; nullopt for a good value. What can be read as one is good: ""
/// for a number that may be null or 0.
std::optional<std::string> find_flaw(const Setting& setting, const boost::json::value& value);

/// What differs from the defaults, of one or more tables whose names do not overlap.
class SettingValues {
 public:
  SettingValues() = default;
  /// Text that is not an object gives the defaults. Names that no table of ours has are kept: they
  /// may come from a newer program.
  static SettingValues parse(std::string_view json);
  /// A compact JSON object.
  std::string to_json() const;

  const boost::json::object& changed() const noexcept { return changed_; }

  boost::json::value get(const Setting& setting) const;
  /// A value without flaw.
  void set(const Setting& setting, const boost::json::value& value);

  friend bool operator==(const SettingValues&, const SettingValues&) = default;

 private:
  boost::json::object changed_;
};

}  // namespace picket::domain
