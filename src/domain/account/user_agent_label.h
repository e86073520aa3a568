// What a session is called in the list of sessions: "Firefox on Linux".
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::account {

/// Browser and system by the usual marks of a User-Agent, each from a fixed list: nothing of what a
/// client sends is repeated. "Unknown browser" where none is known. Looks at the first 512 bytes.
std::string user_agent_label(std::string_view user_agent);

}  // namespace picket::domain::account
