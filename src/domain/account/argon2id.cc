#include "domain/account/argon2id.h"

#include <span>

#include <argon2.h>
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/base64.h"
#include "domain/account/digest.h"

namespace picket::domain::account {
namespace {

constexpr std::string_view kHeader = "$argon2id$v=19$";
constexpr std::size_t kHashBytes = 32;
/// What other programs make lies within; RFC 9106 allows from 8 and 4.
constexpr std::size_t kLeastSaltBytes = 8;
constexpr std::size_t kLeastHashBytes = 16;
constexpr std::size_t kMostBytes = 64;
/// Of memory, per lane: RFC 9106, section 3.1.
constexpr std::uint32_t kLeastKibPerLane = 8;

/// Base64 without padding, in its one spelling.
std::string unpadded(std::span<const std::byte> bytes) {
  std::string text = base64_encode(bytes);
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::optional<std::string> read_bytes(std::string_view text, std::size_t least) {
  auto bytes = base64_decode(text);
  if (!bytes || bytes->size() < least || bytes->size() > kMostBytes ||
      unpadded(std::as_bytes(std::span(*bytes))) != text)
    return std::nullopt;
  return bytes;
}

/// "m=65536,t=3,p=1", in that order.
std::optional<PasswordCost> read_cost(std::string_view text) {
  PasswordCost cost{};
  const std::pair<std::string_view, std::uint32_t*> fields[] = {
      {"m=", &cost.memory_kib}, {"t=", &cost.passes}, {"p=", &cost.lanes}};
  ascii::Split field{{}, text, true};
  for (const auto& [name, value] : fields) {
    field = ascii::split_once(field.tail, ',');
    if (!field.head.starts_with(name)) return std::nullopt;
    const auto number = ascii::parse_uint<std::uint32_t>(field.head.substr(name.size()));
    if (!number || *number == 0) return std::nullopt;
    *value = *number;
  }
  const bool affordable = cost.memory_kib <= kMostPasswordCost.memory_kib &&
                          cost.passes <= kMostPasswordCost.passes &&
                          cost.lanes <= kMostPasswordCost.lanes;
  if (field.found || !affordable || cost.memory_kib < kLeastKibPerLane * cost.lanes)
    return std::nullopt;
  return cost;
}

Result<std::string, NoMemory> compute(std::string_view password, std::string_view salt,
                                      PasswordCost cost, std::size_t size) {
  std::string hash(size, '\0');
  const int done =
      ::argon2id_hash_raw(cost.passes, cost.memory_kib, cost.lanes, password.data(),
                          password.size(), salt.data(), salt.size(), hash.data(), hash.size());
  if (done == ARGON2_MEMORY_ALLOCATION_ERROR || done == ARGON2_THREAD_FAIL)
    return unexpected(NoMemory{});
  PICKET_ASSERT(done == ARGON2_OK);
  return hash;
}

}  // namespace

std::optional<Argon2idHash> parse_argon2id(std::string_view encoded) {
  if (!encoded.starts_with(kHeader)) return std::nullopt;
  const ascii::Split cost_rest = ascii::split_once(encoded.substr(kHeader.size()), '$');
  const ascii::Split salt_hash = ascii::split_once(cost_rest.tail, '$');
  const auto cost = read_cost(cost_rest.head);
  auto salt = read_bytes(salt_hash.head, kLeastSaltBytes);
  auto hash = read_bytes(salt_hash.tail, kLeastHashBytes);
  if (!cost || !salt || !hash) return std::nullopt;
  return Argon2idHash{*cost, *std::move(salt), *std::move(hash)};
}

Result<std::string, NoMemory> argon2id(std::string_view password, const PasswordSalt& salt,
                                       PasswordCost cost) {
  const std::string_view salt_text(static_cast<const char*>(static_cast<const void*>(salt.data())),
                                   salt.size());
  const auto hash = compute(password, salt_text, cost, kHashBytes);
  if (!hash) return unexpected(hash.error());
  return fmt::format("{}m={},t={},p={}${}${}", kHeader, cost.memory_kib, cost.passes, cost.lanes,
                     unpadded(salt), unpadded(std::as_bytes(std::span(*hash))));
}

Result<bool, NoMemory> matches(std::string_view password, const Argon2idHash& known) {
  const auto hash = compute(password, known.salt, known.cost, known.hash.size());
  if (!hash) return unexpected(hash.error());
  return same_secret(*hash, known.hash);
}

}  // namespace picket::domain::account
