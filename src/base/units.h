// Byte sizes as literals: `64_MiB`.
#pragma once

#include <cstdint>

namespace picket {

constexpr std::uint64_t operator""_KiB(unsigned long long n) noexcept {
  return n << 10;
}
constexpr std::uint64_t operator""_MiB(unsigned long long n) noexcept {
  return n << 20;
}
constexpr std::uint64_t operator""_GiB(unsigned long long n) noexcept {
  return n << 30;
}

}  // namespace picket
