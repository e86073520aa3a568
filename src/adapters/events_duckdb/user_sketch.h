// How many different users there are, in few bytes, and of several places together.
//
// Few are listed, and counted exactly; many are estimated by a HyperLogLog.
// Sources: Flajolet, Fusy, Gandouet, Meunier, "HyperLogLog" (2007); the estimate is Algorithm 6 of
// Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), which needs no
// corrections for small and large numbers. Stored form: docs/formats/event_rows.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace picket::adapters::duck {

/// The upper half of the XXH64 (seed 0) of a user, who is valid UTF-8. Stored, so it never changes.
/// Among a thousand users two share one in every 8,000th set.
std::uint32_t user_hash(std::string_view user) noexcept;

enum class UserSketchError : std::uint8_t { unknown_form, bad_size, not_ascending, bad_register };
std::string_view to_string(UserSketchError error) noexcept;

/// A set of user hashes. What it says depends on what is in it, not on the order or the steps by
/// which it came in. Not thread-safe.
class UserSketch {
 public:
  /// So many are counted exactly.
  static constexpr std::size_t kExact = 1024;
  /// 2^15 registers: a standard error of 0.57%.
  static constexpr unsigned kIndexBits = 15;
  static constexpr std::size_t kRegisters = std::size_t{1} << kIndexBits;
  /// Five bits each: a register is at most 18.
  static constexpr std::size_t kRegisterBytes = kRegisters * 5 / 8;
  /// A longer list would take more bytes than the registers.
  static constexpr std::size_t kListed = kRegisterBytes / sizeof(std::uint32_t);

  /// One that is to be counted only: it keeps no list that is too long for that, as long lists take
  /// time. It is stored as well as any, but larger.
  static UserSketch for_counting() { return UserSketch(kExact); }
  UserSketch() : UserSketch(kListed) {}

  /// Some 3 ns.
  void add(std::uint32_t hash);
  /// Adds what encode() gave. After an error some of it may be in.
  Result<void, UserSketchError> merge(std::string_view stored);

  /// Takes all out, and keeps the room that they had.
  void clear() noexcept;

  /// Exact up to kExact.
  std::int64_t count() const;
  /// Empty when no user is in. At most 1 + kRegisterBytes bytes; the same set gives the same bytes
  /// as long as it was never cut down for counting.
  std::string encode() const;

 private:
  explicit UserSketch(std::size_t most_listed) : most_listed_(most_listed) {}

  /// Calls `take(hash)` for each that is listed, in no order.
  template <class Take>
  void for_each_listed(Take take) const;
  /// For so many in all.
  void make_room(std::size_t hashes);
  void become_registers();
  Result<void, UserSketchError> merge_list(std::string_view bytes);
  Result<void, UserSketchError> merge_registers(std::string_view bytes);

  std::size_t most_listed_;
  /// A hash table, at most half full, at a place by the lowest bits or behind it; 0 is an empty
  /// slot.
  std::vector<std::uint32_t> slots_;
  std::size_t listed_ = 0;
  bool has_zero_ = false;                ///< The hash 0, which is one of those listed.
  std::vector<std::uint8_t> registers_;  ///< None while there is a list.
};

}  // namespace picket::adapters::duck
