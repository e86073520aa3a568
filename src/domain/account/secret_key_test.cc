#include "domain/account/secret_key.h"

#include <string>

#include <gtest/gtest.h>

#include "base/hex.h"
#include "base/random.h"

namespace picket::domain::account {
namespace {

const std::string kDigits = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

std::string digits_of(const std::optional<SecretKey>& key) {
  return key ? to_hex(key->bytes()) : "none";
}

TEST(SecretKey, ReadsBackItsText) {
  const SecretKey key(random_bytes<SecretKey::kBytes>());
  EXPECT_EQ(digits_of(SecretKey::parse(key.to_text())), to_hex(key.bytes()));
  EXPECT_EQ(SecretKey::parse(kDigits)->to_text(), "picket-secret-key-1:" + kDigits + "\n");
}

TEST(SecretKey, ReadsWhatPeopleAndOlderVersionsWrite) {
  for (const std::string& text :
       {kDigits + "\n", " picket-secret-key-1:" + kDigits + "\r\n\n", "\t" + kDigits})
    EXPECT_EQ(digits_of(SecretKey::parse(text)), kDigits) << text;
}

TEST(SecretKey, RefusesAnythingElse) {
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("picket-secret-key-1:"), kDigits.substr(1),
        kDigits + "0", kDigits.substr(1) + "g", "picket-secret-key-2:" + kDigits,
        "picket-secret-key-1: " + kDigits, kDigits + "\n" + kDigits, std::string(64, ' ')})
    EXPECT_FALSE(SecretKey::parse(text)) << text;
}

TEST(SecretKey, DerivesOneKeyPerPurpose) {
  const SecretKey key = *SecretKey::parse(kDigits);
  // By Python: hmac.new(bytes(range(32)), b"totp", "sha256").hexdigest(), and b"picket key id".
  EXPECT_EQ(digits_of(key.derive("totp")),
            "2ac83aafb10cb2f4b18ea6d1f75877822d266a6148274701127ccebc946ab6e3");
  EXPECT_EQ(key.id(), "57c410ac");
  EXPECT_NE(digits_of(key.derive("totp")), digits_of(key.derive("totp2")));
  EXPECT_NE(key.derive("totp").id(), key.id());
}

}  // namespace
}  // namespace picket::domain::account
