// Latin text in ASCII: "Łódź Straße" -> "Lodz Strasse". For names in URLs and for comparing
// passwords with names.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::account {

/// Without accents, with full-width letters, ligatures and typographic signs as their plain forms,
/// every space as ' '. What has no such form (other scripts, emoji, malformed bytes) is left out.
/// ASCII stays as it is, control characters too.
std::string fold_to_ascii(std::string_view text);

}  // namespace picket::domain::account
