// Memory of one grouping run: everything is freed together at its end.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string_view>
#include <type_traits>

namespace picket::domain::grouping {

/// Lives on the stack of the one thread that groups an event. Never shrinks, never destroys: only
/// for trivially destructible types.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  template <class T>
  std::span<T> make(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    T* const first = static_cast<T*>(resource_.allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  std::string_view copy(std::string_view text) {
    char* const to = static_cast<char*>(resource_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), to);
    return {to, text.size()};
  }

 private:
  /// 50 frames in two variants fit; larger events continue on the heap.
  static constexpr std::size_t kOnStackBytes = 48 * 1024;

  alignas(std::max_align_t) std::array<std::byte, kOnStackBytes> buffer_;
  std::pmr::monotonic_buffer_resource resource_{buffer_.data(), buffer_.size()};
};

}  // namespace picket::domain::grouping
