// Little-endian integers in byte strings: the encoding of every binary format of our own.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace picket {

static_assert(std::endian::native == std::endian::little, "x86-64 and arm64 only");

template <class T>
requires std::is_arithmetic_v<T>
void put_le(std::string& out, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof(T));
  out.append(raw, sizeof(T));
}

/// Takes values from the front. Reading past the end yields zeros and makes `ok()` false for good,
/// so a decoder may check once at its end.
class LittleEndianReader {
 public:
  explicit LittleEndianReader(std::string_view bytes) noexcept : rest_(bytes) {}

  template <class T>
  requires std::is_arithmetic_v<T> T take()
  noexcept {
    T value{};
    const std::string_view raw = take_bytes(sizeof(T));
    if (!raw.empty()) std::memcpy(&value, raw.data(), sizeof(T));
    return value;
  }

  /// Empty, and not ok, when fewer are left.
  std::string_view take_bytes(std::size_t count) noexcept {
    if (count > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::string_view rest() const noexcept { return rest_; }
  bool ok() const noexcept { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace picket
