// What setup gives its owner.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace picket::app {

/// 96 random bits as 24 hex digits.
std::string make_password();

/// Every scope of an organization's owner.
std::span<const std::string_view> owner_scopes();

}  // namespace picket::app
