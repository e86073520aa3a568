#include "domain/account/secret_box.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

const SecretKey kKey =
    *SecretKey::parse("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
const SecretBox kBox(kKey);
/// Of the key that the box derives.
const std::string kId = "5584dd52";

SecretBox::Nonce fresh() {
  return random_bytes<SecretBox::kNonceBytes>();
}

OpenError error_of(std::string_view sealed, std::string_view place = "totp:17") {
  const auto opened = kBox.open(sealed, place);
  EXPECT_FALSE(opened) << sealed;
  return opened ? OpenError::malformed : opened.error();
}

TEST(SecretBox, OpensWhatItSealed) {
  for (const std::string& plain : {std::string(), std::string("x"), std::string("a\0b\xff", 4),
                                   std::string(SecretBox::kMaxPlainBytes, 's')}) {
    const std::string sealed = kBox.seal(plain, "totp:17", fresh());
    EXPECT_EQ(kBox.open(sealed, "totp:17"), plain);
    EXPECT_EQ(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789+/=."),
              std::string::npos);
  }
}

TEST(SecretBox, WritesTheFormatThatIsDocumented) {
  SecretBox::Nonce nonce;
  nonce.fill(std::byte{7});
  // By Python's cryptography: see the worked example of docs/formats/secrets.md.
  const std::string sealed = "v1.5584dd52.BwcHBwcHBwcHBwcHqGxe//padli4AxzxHJ6vBLPalG9McEo=";
  EXPECT_EQ(kBox.seal("hunter2", "totp:17", nonce), sealed);
  EXPECT_EQ(kBox.open(sealed, "totp:17"), "hunter2");
}

TEST(SecretBox, NeverWritesTheSameTwice) {
  EXPECT_NE(kBox.seal("s", "p", fresh()), kBox.seal("s", "p", fresh()));
}

TEST(SecretBox, KeepsASecretInItsPlace) {
  const std::string sealed = kBox.seal("s", "totp:17", fresh());
  for (const char* place : {"totp:1", "totp:18", "", "totp:17 "})
    EXPECT_EQ(error_of(sealed, place), OpenError::tampered) << place;
}

TEST(SecretBox, TellsAnotherKeyFromDamage) {
  const SecretBox other(SecretKey(random_bytes<SecretKey::kBytes>()));
  const std::string sealed = other.seal("s", "totp:17", fresh());
  EXPECT_EQ(error_of(sealed), OpenError::other_key);
  // Its key id alone does not help.
  EXPECT_EQ(error_of("v1." + kId + sealed.substr(sealed.rfind('.'))), OpenError::tampered);
}

TEST(SecretBox, NoticesEveryChangedCharacter) {
  const std::string sealed = kBox.seal("twenty random bytes.", "totp:17", fresh());
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    for (const char c : {'A', 'B', '0', '=', '.', '\n', ' '}) {
      std::string changed = sealed;
      if (changed[at] == c) continue;
      changed[at] = c;
      EXPECT_FALSE(kBox.open(changed, "totp:17")) << changed;
    }
    EXPECT_FALSE(kBox.open(sealed.substr(0, at), "totp:17")) << at;
    std::string longer = sealed;
    longer.insert(at, 1, 'A');
    EXPECT_FALSE(kBox.open(longer, "totp:17")) << longer;
  }
}

TEST(SecretBox, CallsWhatItNeverWroteMalformed) {
  const std::string sealed = kBox.seal("s", "totp:17", fresh());
  const std::string body = sealed.substr(sealed.rfind('.') + 1);
  for (const std::string& text :
       {std::string(), std::string("v1"), std::string("v1."), "v1." + kId, "v1." + kId + ".",
        "v2." + kId + "." + body, "V1." + kId + "." + body, "v1." + kId + "." + body + "=",
        "v1." + kId + ".." + body, "v1." + kId + "." + body.substr(0, 36),
        "v1." + kId + ".\n" + body, "v1." + kId + "." + std::string(100'000, 'A'),
        std::string(1'000'000, '.')}) {
    EXPECT_EQ(error_of(text), OpenError::malformed) << text.substr(0, 100);
  }
}

TEST(SecretBox, HasASentenceForEveryError) {
  std::set<std::string_view> sentences;
  for (const OpenError error : {OpenError::malformed, OpenError::other_key, OpenError::tampered}) {
    EXPECT_TRUE(sentence(error).ends_with('.'));
    sentences.insert(sentence(error));
  }
  EXPECT_EQ(sentences.size(), 3U);
}

}  // namespace
}  // namespace picket::domain::account
