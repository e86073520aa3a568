// E-mail addresses as people type them at sign-up and in invitations.
// Source: the part of RFC 5321 that real mailboxes have, and RFC 6531 for letters of other scripts
// before the '@'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace picket::domain::account {

/// Characters. RFC 5321 leaves 254 for a path without its brackets.
inline constexpr std::size_t kMaxEmail = 254;
/// Of an invitation, as in Sentry.
inline constexpr std::size_t kMaxInvitedEmail = 75;

enum class EmailFlaw : std::uint8_t { empty, too_long, bad_syntax };
/// For whoever typed it.
std::string_view sentence(EmailFlaw flaw) noexcept;

/// The address without surrounding spaces, its domain in lower case; what is before the '@' stays
/// as typed, because only its mail server knows whether case matters there. (Two accounts may still
/// not differ by case alone: the store sees to that.) No quoted form, no comment, no address of
/// digits in brackets; a domain has a dot, except localhost, and is ASCII.
Result<std::string, EmailFlaw> read_email(std::string_view typed, std::size_t max_characters);

/// "a***@example.org": enough for its owner to know it, not for others to learn it. Takes any text.
std::string mask_email(std::string_view email);

}  // namespace picket::domain::account
