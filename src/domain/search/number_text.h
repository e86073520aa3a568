// When a text is a number: what every store goes by when a search compares texts as numbers.
//
// Engines disagree about blanks, underscores, "nan" and overflow, so the form is narrow, and what
// has it is a finite double everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace picket::domain::search {

/// The form, for the whole text, in RE2's syntax: "-12", "0.5", "1e-7".
inline constexpr std::string_view kNumberForm =
    "-?[0-9]{1,40}([.][0-9]{1,40})?([eE][+-]?[0-9]{1,2})?";

/// The nearest double; nullopt for a text of another form.
std::optional<double> number_of_text(std::string_view text);

/// The integer that a double is; nullopt where doubles do not tell integers apart (beyond 2^53).
std::optional<std::int64_t> whole_number(double number) noexcept;

}  // namespace picket::domain::search
