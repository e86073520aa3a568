// "1, 2, 3" for an IN (...): numbers need no quoting, and a list has no fixed number of parameters.
#pragma once

#include <string>
#include <type_traits>

#include <fmt/format.h>

namespace picket::adapters::meta {

/// Of strong ids or enumerators.
template <class Values>
std::string number_list(const Values& values) {
  std::string list;
  for (const auto& value : values) {
    using T = std::decay_t<decltype(value)>;
    if (!list.empty()) list += ", ";
    if constexpr (std::is_enum_v<T>) {
      list += fmt::format("{}", static_cast<int>(value));
    } else {
      list += fmt::format("{}", value.value);
    }
  }
  return list;
}

}  // namespace picket::adapters::meta
