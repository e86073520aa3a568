#include "domain/account/token.h"

#include <set>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/random.h"

namespace picket::domain::account {
namespace {

constexpr Timestamp kIssued = from_unix_us(1'715'000'000'100'000);
const OrgTokenClaims kClaims{kIssued, "https://host/picket", "https://host/picket", "acme"};

RandomBits256 bits(unsigned char first) {
  RandomBits256 bits;
  for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = static_cast<std::byte>(first + i);
  return bits;
}

/// An organization token of any claims.
std::string org_token(std::string_view claims) {
  return "sntrys_" + base64_encode(std::as_bytes(std::span(claims))) + "_" + std::string(43, 'A');
}

TEST(MakeUserToken, LooksLikeSentrys) {
  EXPECT_EQ(make_user_token(bits(0)),
            "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");
}

TEST(MakeOrgToken, IsWhatSentryCliReads) {
  // By Python: base64.b64encode of the JSON and of bytes(range(32)), the latter without '='.
  EXPECT_EQ(make_org_token(kClaims, bits(0)),
            "sntrys_"
            "eyJpYXQiOjE3MTUwMDAwMDAuMTAwMDAwLCJ1cmwiOiJodHRwczovL2hvc3QvcGlja2V0IiwicmVnaW9uX3Vyb"
            "CI6Imh0dHBzOi8vaG9zdC9waWNrZXQiLCJvcmciOiJhY21lIn0="
            "_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
}

TEST(ParseOrgToken, ReadsBackWhatWasMade) {
  for (const Timestamp issued : {kIssued, from_unix_us(0), from_unix_us(1'799'999'999'999'999)}) {
    for (const std::string text : {"https://host", "http://[::1]:9000/a\"b\\c", "ü"}) {
      const OrgTokenClaims claims{issued, text, "", text};
      EXPECT_EQ(parse_org_token(make_org_token(claims, random_bytes<32>())), claims) << text;
    }
  }
  EXPECT_EQ(parse_org_token(org_token(R"({"org":"o","iat":5,"url":"u","more":[1]})")),
            (OrgTokenClaims{from_unix_us(5'000'000), "u", "", "o"}));
}

TEST(ParseOrgToken, RefusesOtherClaims) {
  for (const char* claims :
       {"", "{", "[]", "null", "1", R"({"iat":1,"url":"u"})", R"({"iat":1,"org":"o"})",
        R"({"url":"u","org":"o"})", R"({"iat":"1","url":"u","org":"o"})",
        R"({"iat":null,"url":"u","org":"o"})", R"({"iat":-1,"url":"u","org":"o"})",
        R"({"iat":1e300,"url":"u","org":"o"})", R"({"iat":1e999,"url":"u","org":"o"})",
        R"({"iat":1,"url":1,"org":"o"})", R"({"iat":1,"url":"u","org":["o"]})",
        R"({"iat":1,"url":"u","org":"o"} x)"}) {
    EXPECT_FALSE(parse_org_token(org_token(claims))) << claims;
  }
}

TEST(ParseOrgToken, RefusesOtherStructure) {
  const std::string good = make_org_token(kClaims, bits(0));
  const std::string claims = good.substr(7, good.find('_', 7) - 7);
  const std::string secret = good.substr(good.size() - 43);
  ASSERT_TRUE(parse_org_token("sntrys_" + claims + "_" + secret));
  for (const std::string& bad :
       {std::string(), "sntrys_" + claims, "sntrys__" + secret, claims + "_" + secret,
        "sntryu_" + claims + "_" + secret, "SNTRYS_" + claims + "_" + secret,
        "sntrys_" + claims + "_" + secret + "=", "sntrys_" + claims + "_" + secret.substr(1),
        "sntrys_" + claims + "_" + secret.substr(4), "sntrys_" + claims + "__" + secret.substr(1),
        "sntrys_" + claims + "_" + secret + "_", "sntrys_" + claims + "_-" + secret.substr(1),
        "sntrys_" + claims.substr(0, claims.size() - 1) + "_" + secret,  // No padding.
        "sntrys_ " + claims + "_" + secret, "sntrys_" + claims + "\n_" + secret,
        // Its last character holds two bits that no byte has.
        "sntrys_" + claims + "_" + secret.substr(0, 42) + "9"}) {
    EXPECT_FALSE(parse_org_token(bad)) << bad;
  }
}

TEST(ParseOrgToken, LooksAtNothingThatIsTooLong) {
  const auto of_length = [](std::size_t length) {
    OrgTokenClaims claims{from_unix_us(0), "u", "", "o"};
    while (make_org_token(claims, bits(0)).size() < length) claims.url += "uuu";
    return make_org_token(claims, bits(0));
  };
  const std::string longest = of_length(kMaxTokenBytes - 3);
  ASSERT_LE(longest.size(), kMaxTokenBytes);
  EXPECT_TRUE(parse_org_token(longest));
  EXPECT_FALSE(parse_org_token(of_length(kMaxTokenBytes + 1)));
}

TEST(RecognizeToken, TellsKindsApart) {
  const std::string hex(64, 'a');
  EXPECT_EQ(recognize_token(make_user_token(random_bytes<32>())), TokenKind::user);
  EXPECT_EQ(recognize_token(make_org_token(kClaims, random_bytes<32>())), TokenKind::organization);
  EXPECT_EQ(recognize_token(hex), TokenKind::unmarked);
  for (const std::string& bad :
       {"sntrys__" + std::string(43, 'A'), "sntrys_e30=_" + std::string(42, 'A'),
        "sntrys_e30=_" + std::string(44, 'A'), std::string(), std::string("sntryu_"),
        "sntryu_" + hex.substr(1), "sntryu_" + hex + "a", "sntryu_" + std::string(64, 'A'),
        "sntryx_" + hex, "Sntryu_" + hex, hex.substr(1), hex + "0", "sntryu_" + hex.substr(1) + "g",
        " " + hex, hex.substr(1) + std::string(1, 0)}) {
    EXPECT_FALSE(recognize_token(bad)) << bad;
  }
}

TEST(HashToken, IsOfTheWholeToken) {
  EXPECT_EQ(hash_token("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(LastCharacters, AreFour) {
  EXPECT_EQ(last_characters("sntryu_00009f0a"), "9f0a");
  EXPECT_EQ(last_characters("9f0a"), "9f0a");
  EXPECT_EQ(last_characters("a"), "a");
  EXPECT_EQ(last_characters(""), "");
}

TEST(MakeSecret, Is256BitsInHex) {
  EXPECT_EQ(make_secret(bits(0xe0)),
            "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
  EXPECT_TRUE(is_secret(make_secret(random_bytes<32>())));
  EXPECT_FALSE(is_secret(""));
  EXPECT_FALSE(is_secret(std::string(63, 'a')));
  EXPECT_FALSE(is_secret(std::string(65, 'a')));
  EXPECT_FALSE(is_secret(std::string(64, 'F')));
  EXPECT_FALSE(is_secret(std::string(64, '/')));
}

TEST(Tokens, SurviveAnyBytes) {
  SeededRandom random(7);
  const std::string good = make_org_token(kClaims, bits(0));
  std::set<std::string> parsed;
  for (int round = 0; round < 20'000; ++round) {
    std::string token = random.below(4) == 0 ? org_token(R"({"iat":1,"url":"u","org":"o"})") : good;
    for (std::uint64_t edits = 1 + random.below(4); edits > 0; --edits) {
      const std::size_t at = random.below(token.size());
      switch (random.below(3)) {
        case 0:
          token[at] = static_cast<char>(random.next());
          break;
        case 1:
          token.erase(at, 1 + random.below(8));
          break;
        default:
          token.insert(at, 1, "_=A+/{\""[random.below(7)]);
      }
      if (token.empty()) token = "x";
    }
    const auto claims = parse_org_token(token);
    if (!claims) continue;
    parsed.insert(token);
    EXPECT_EQ(recognize_token(token), TokenKind::organization);
    EXPECT_FALSE(claims->org.empty());
  }
  EXPECT_GT(parsed.size(), 100U);  // Else the edits never leave anything that parses.
}

}  // namespace
}  // namespace picket::domain::account
