#include "domain/account/recovery_code.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

const SecretKey kKey = *SecretKey::parse(std::string(64, 'a'));

std::string hash(std::string_view typed) {
  return hash_recovery_code(kKey, typed).value_or("none");
}

TEST(MakeRecoveryCodes, GivesTenGroupedCodes) {
  RecoveryBits bits{};
  for (std::size_t i = 0; i < 5; ++i) bits[i] = std::byte{0xff};
  bits.back() = std::byte{1};
  const auto codes = make_recovery_codes(bits);
  ASSERT_EQ(codes.size(), 10U);
  EXPECT_EQ(codes.front(), "ZZZZ-ZZZZ-0000-0000");
  EXPECT_EQ(codes[1], "0000-0000-0000-0000");
  EXPECT_EQ(codes.back(), "0000-0000-0000-0001");
}

TEST(MakeRecoveryCodes, UsesEveryBit) {
  std::set<std::string> seen;
  for (std::size_t at = 0; at < 8 * std::tuple_size_v<RecoveryBits>; ++at) {
    RecoveryBits bits{};
    bits[at / 8] = static_cast<std::byte>(1U << at % 8);
    std::string all;
    for (const std::string& code : make_recovery_codes(bits)) all += code;
    seen.insert(all);
  }
  EXPECT_EQ(seen.size(), 800U);
}

TEST(HashRecoveryCode, IsTheDocumentedHmac) {
  // By Python: hmac.new(hmac.new(b"\xaa" * 32, b"recovery codes", "sha256").digest(),
  // b"0123456789ABCDEF", "sha256").hexdigest()
  EXPECT_EQ(hash("0123-4567-89AB-CDEF"),
            "5070f902788f6885b46515dabb02576df6c895da6548c74c1e48f2e624bf1d77");
  EXPECT_NE(hash_recovery_code(kKey.derive("other"), "0123-4567-89AB-CDEF"),
            hash_recovery_code(kKey, "0123-4567-89AB-CDEF"));
}

TEST(HashRecoveryCode, TakesWhatPeopleType) {
  const std::string want = hash("0101-4567-89AB-CDEZ");
  for (const char* typed : {"0101456789ABCDEZ", "0101456789abcdez", " 0101 4567  89ab-cdez ",
                            "OIol-4567-89ab-cdez", "oLOi456789abcdez"})
    EXPECT_EQ(hash(typed), want) << typed;
  EXPECT_NE(hash("0101-4567-89AB-CDEY"), want);
}

TEST(HashRecoveryCode, RefusesWhatIsNoCode) {
  for (const std::string& typed :
       {std::string(), std::string("0123-4567-89AB-CDE"), std::string("0123-4567-89AB-CDEF0"),
        std::string("0123-4567-89AB-CDEU"), std::string("0123_4567_89AB_CDEF"),
        std::string("0123-4567-89AB-CDE\0", 19), std::string("0123-4567-89AB-CDE\xff"),
        "0123456789ABCDEF" + std::string(49, '-'), std::string(1'000'000, '0')}) {
    EXPECT_EQ(hash(typed), "none") << typed.substr(0, 40);
  }
}

TEST(HashRecoveryCode, KnowsEveryCodeThatIsMade) {
  std::set<std::string> hashes;
  for (const std::string& code : make_recovery_codes(random_bytes<100>())) {
    EXPECT_EQ(hash(code).size(), 64U) << code;
    hashes.insert(hash(code));
  }
  EXPECT_EQ(hashes.size(), 10U);
}

}  // namespace
}  // namespace picket::domain::account
