#include "adapters/events_duckdb/user_sketch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/little_endian.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace picket::adapters::duck {
namespace {

// First byte of what is stored.
constexpr char kList = 1;
constexpr char kRegisterForm = 2;

constexpr unsigned kRankBits = 32 - UserSketch::kIndexBits;
constexpr unsigned kLargestRank = kRankBits + 1;

/// Registers that share whole bytes.
constexpr std::size_t kPacked = 8;
constexpr std::size_t kPackedBytes = 5;

/// sigma and tau of Ertl's paper: what registers at the lowest and at the highest value add.
double sigma(double x) {
  double y = 1;
  double z = x;
  for (double before = -1; z != before;) {
    before = z;
    x *= x;
    z += x * y;
    y += y;
  }
  return z;
}

double tau(double x) {
  if (x == 0 || x == 1) return 0;
  double y = 1;
  double z = 1 - x;
  for (double before = -1; z != before;) {
    before = z;
    x = std::sqrt(x);
    y /= 2;
    z -= (1 - x) * (1 - x) * y;
  }
  return z / 3;
}

/// Notes a hash in registers.
void raise(std::vector<std::uint8_t>& registers, std::uint32_t hash) noexcept {
  const auto zeros = static_cast<unsigned>(std::countl_zero(hash << UserSketch::kIndexBits));
  const auto rank = static_cast<std::uint8_t>(std::min(zeros, kRankBits) + 1);
  std::uint8_t& kept = registers[hash >> kRankBits];
  kept = std::max(kept, rank);
}

std::int64_t estimate(const std::vector<std::uint8_t>& registers) {
  // Four counters of each, as one must wait for its last increment.
  std::array<std::array<std::uint32_t, kLargestRank + 1>, 4> parts{};
  for (std::size_t i = 0; i < registers.size(); i += parts.size()) {
    for (std::size_t part = 0; part < parts.size(); ++part) ++parts[part][registers[i + part]];
  }
  std::array<std::uint32_t, kLargestRank + 1> with_rank{};
  for (const auto& part : parts) {
    for (std::size_t rank = 0; rank < part.size(); ++rank) with_rank[rank] += part[rank];
  }
  constexpr auto kSize = static_cast<double>(UserSketch::kRegisters);
  if (with_rank[0] == UserSketch::kRegisters) return 0;
  double z = kSize * tau(1 - with_rank[kLargestRank] / kSize);
  for (std::size_t rank = kRankBits; rank > 0; --rank) z = (z + with_rank[rank]) / 2;
  z += kSize * sigma(with_rank[0] / kSize);
  constexpr double kAlpha = 0.7213475204444817;  // 1 / (2 ln 2)
  return std::llround(kAlpha * kSize * kSize / z);
}

}  // namespace

std::uint32_t user_hash(std::string_view user) noexcept {
  return static_cast<std::uint32_t>(XXH64(user.data(), user.size(), 0) >> 32U);
}

std::string_view to_string(UserSketchError error) noexcept {
  switch (error) {
    case UserSketchError::unknown_form:
      return "a sketch of users of an unknown form";
    case UserSketchError::bad_size:
      return "a sketch of users of a wrong size";
    case UserSketchError::not_ascending:
      return "a sketch whose users are not in order";
    case UserSketchError::bad_register:
      return "a sketch with a register too large";
  }
  return "";
}

template <class Take>
void UserSketch::for_each_listed(Take take) const {
  if (has_zero_) take(0);
  for (const std::uint32_t hash : slots_) {
    if (hash != 0) take(hash);
  }
}

void UserSketch::become_registers() {
  registers_.resize(kRegisters);
  for_each_listed([this](std::uint32_t hash) { raise(registers_, hash); });
  slots_ = {};
  listed_ = 0;
  has_zero_ = false;
}

void UserSketch::clear() noexcept {
  std::fill(slots_.begin(), slots_.end(), 0);
  listed_ = 0;
  has_zero_ = false;
  registers_.clear();
}

void UserSketch::make_room(std::size_t hashes) {
  if (hashes * 2 <= slots_.size()) return;
  std::vector<std::uint32_t> before(std::max(std::bit_ceil(hashes * 2), slots_.size() * 2));
  before.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const std::uint32_t hash : before) {
    if (hash == 0) continue;
    std::size_t at = hash & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = hash;
  }
}

void UserSketch::add(std::uint32_t hash) {
  if (!registers_.empty()) return raise(registers_, hash);
  if (hash == 0) {
    listed_ += has_zero_ ? 0 : 1;
    has_zero_ = true;
  } else {
    make_room(listed_ + 1);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at] != 0) {
      if (slots_[at] == hash) return;
      at = (at + 1) & mask;
    }
    slots_[at] = hash;
    ++listed_;
  }
  if (listed_ > most_listed_) become_registers();
}

Result<void, UserSketchError> UserSketch::merge(std::string_view stored) {
  if (stored.empty()) return {};
  const std::string_view bytes = stored.substr(1);
  if (stored.front() == kList) return merge_list(bytes);
  if (stored.front() == kRegisterForm) return merge_registers(bytes);
  return unexpected(UserSketchError::unknown_form);
}

Result<void, UserSketchError> UserSketch::merge_list(std::string_view bytes) {
  const std::size_t size = bytes.size() / sizeof(std::uint32_t);
  if (bytes.size() % sizeof(std::uint32_t) != 0 || size == 0 || size > kListed) {
    return unexpected(UserSketchError::bad_size);
  }
  // No repetitions in there: so many are too many, whatever else there is.
  if (size > most_listed_ && registers_.empty()) become_registers();
  if (registers_.empty()) make_room(std::max(size, listed_ + 1));
  LittleEndianReader reader(bytes);
  std::int64_t before = -1;
  for (std::size_t i = 0; i < size; ++i) {
    const auto hash = reader.take<std::uint32_t>();
    if (std::int64_t{hash} <= before) return unexpected(UserSketchError::not_ascending);
    before = hash;
    add(hash);
  }
  return {};
}

Result<void, UserSketchError> UserSketch::merge_registers(std::string_view bytes) {
  if (bytes.size() != kRegisterBytes) return unexpected(UserSketchError::bad_size);
  if (registers_.empty()) become_registers();
  for (std::size_t at = 0; at < kRegisters / kPacked; ++at) {
    std::uint64_t packed = 0;
    std::memcpy(&packed, bytes.data() + at * kPackedBytes, kPackedBytes);
    for (std::size_t i = 0; i < kPacked; ++i, packed >>= 5U) {
      const auto rank = static_cast<std::uint8_t>(packed & 31U);
      if (rank > kLargestRank) return unexpected(UserSketchError::bad_register);
      std::uint8_t& kept = registers_[at * kPacked + i];
      kept = std::max(kept, rank);
    }
  }
  return {};
}

std::int64_t UserSketch::count() const {
  if (!registers_.empty()) return estimate(registers_);
  if (listed_ <= kExact) return static_cast<std::int64_t>(listed_);
  // By registers too, or the answer would depend on what was kept as a list.
  std::vector<std::uint8_t> registers(kRegisters);
  for_each_listed([&registers](std::uint32_t hash) { raise(registers, hash); });
  return estimate(registers);
}

std::string UserSketch::encode() const {
  std::string stored;
  if (registers_.empty()) {
    if (listed_ == 0) return stored;
    std::vector<std::uint32_t> hashes;
    hashes.reserve(listed_);
    for_each_listed([&hashes](std::uint32_t hash) { hashes.push_back(hash); });
    std::sort(hashes.begin(), hashes.end());
    stored.reserve(1 + hashes.size() * sizeof(std::uint32_t));
    stored.push_back(kList);
    for (const std::uint32_t hash : hashes) put_le(stored, hash);
    return stored;
  }
  stored.reserve(1 + kRegisterBytes);
  stored.push_back(kRegisterForm);
  for (std::size_t at = 0; at < kRegisters; at += kPacked) {
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < kPacked; ++i) {
      packed |= std::uint64_t{registers_[at + i]} << (5U * i);
    }
    char raw[sizeof(packed)];
    std::memcpy(raw, &packed, sizeof(packed));
    stored.append(raw, kPackedBytes);
  }
  return stored;
}

}  // namespace picket::adapters::duck
