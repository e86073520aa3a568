// Which passwords may be chosen. Length and guessability, no rules about kinds of characters.
// Source: shared spec "access", section 2.2; NIST SP 800-63B, section 5.1.1.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace picket::domain::account {

inline constexpr std::size_t kMinPasswordCharacters = 12;

enum class PasswordFlaw : std::uint8_t {
  too_short,  ///< Less than kMinPasswordCharacters.
  too_long,   ///< More than kMaxPasswordBytes (password.h).
  personal,   ///< The owner's name or address and less than eight characters more.
  guessable,  ///< See guessable.h.
};
/// For whoever chose it.
std::string_view sentence(PasswordFlaw flaw) noexcept;

/// Empty for a good password. `email` and `name` are its owner's; either may be empty.
std::vector<PasswordFlaw> find_password_flaws(std::string_view password, std::string_view email,
                                              std::string_view name);

}  // namespace picket::domain::account
