#include "domain/account/totp.h"

#include <algorithm>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "base/random.h"

namespace picket::domain::account {
namespace {

using std::chrono::seconds;

TotpSecret secret_of(std::string_view text) {
  TotpSecret secret{};
  EXPECT_EQ(text.size(), secret.size());
  std::transform(text.begin(), text.end(), secret.begin(),
                 [](char c) { return static_cast<std::byte>(c); });
  return secret;
}

const TotpSecret kSecret = secret_of("12345678901234567890");

Timestamp at(std::int64_t unix_seconds) {
  return Timestamp(seconds(unix_seconds));
}

/// The counter that `code` is accepted for, or -9.
std::int64_t check(std::string_view code, Timestamp now, std::int64_t last_used = kTotpNeverUsed) {
  return check_totp(kSecret, code, now, last_used).value_or(-9);
}

TEST(TotpCode, PassesTheVectorsOfRfc6238) {
  // Appendix B, SHA-1; its eight digits end in our six.
  const std::pair<std::int64_t, std::string_view> vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
  };
  for (const auto& [time, eight] : vectors) {
    EXPECT_EQ(totp_code(kSecret, totp_counter(at(time))), eight.substr(2)) << time;
    EXPECT_EQ(check(eight.substr(2), at(time)), time / 30) << time;
  }
}

TEST(TotpCode, PassesTheVectorsOfRfc4226) {
  const std::string_view codes[] = {"755224", "287082", "359152", "969429", "338314",
                                    "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t counter = 0; counter < std::size(codes); ++counter)
    EXPECT_EQ(totp_code(kSecret, static_cast<std::int64_t>(counter)), codes[counter]) << counter;
}

TEST(TotpCounter, CountsHalfMinutes) {
  EXPECT_EQ(totp_counter(at(-1)), -1);
  EXPECT_EQ(totp_counter(at(0)), 0);
  EXPECT_EQ(totp_counter(at(29)), 0);
  EXPECT_EQ(totp_counter(at(30)), 1);
  EXPECT_EQ(totp_counter(at(60) - std::chrono::microseconds(1)), 1);
}

TEST(CheckTotp, AllowsOneStepEachWay) {
  const std::int64_t counter = 50'000'000;
  const std::string code = totp_code(kSecret, counter);
  const Timestamp now = at(counter * 30 + 7);
  EXPECT_EQ(check(code, now), counter);
  EXPECT_EQ(check(code, now + seconds(30)), counter);
  EXPECT_EQ(check(code, now - seconds(30)), counter);
  EXPECT_EQ(check(code, now + seconds(60)), -9);
  EXPECT_EQ(check(code, now - seconds(60)), -9);
}

TEST(CheckTotp, AcceptsNoCodeTwiceAndNoneBeforeTheLast) {
  const std::int64_t counter = 50'000'000;
  const Timestamp now = at(counter * 30);
  const std::string code = totp_code(kSecret, counter);
  EXPECT_EQ(check(code, now, counter - 1), counter);
  EXPECT_EQ(check(code, now, counter), -9);
  EXPECT_EQ(check(code, now, counter + 1), -9);
  EXPECT_EQ(check(totp_code(kSecret, counter - 1), now, counter), -9);
  EXPECT_EQ(check(totp_code(kSecret, counter + 1), now, counter), counter + 1);
}

TEST(CheckTotp, TakesTheOldestOfTwoStepsWithTheSameCode) {
  // Found by search: about one step in a million has the code of the one before the last.
  const std::int64_t newer = 50'897'035;
  const std::string code = totp_code(kSecret, newer);
  ASSERT_EQ(totp_code(kSecret, newer - 2), code);
  const Timestamp now = at((newer - 1) * 30);
  EXPECT_EQ(check(code, now), newer - 2);
  EXPECT_EQ(check(code, now, newer - 2), newer);
}

TEST(CheckTotp, TakesDigitsOnly) {
  const Timestamp now = at(59);
  EXPECT_EQ(check("287082", now), 1);
  EXPECT_EQ(check(" 287 082 ", now), 1);
  for (const std::string& code :
       {std::string(), std::string("28708"), std::string("2870820"), std::string("94287082"),
        std::string("28708x"), std::string("-87082"), std::string("287-082"),
        std::string("２８７０８２"), "287082" + std::string(11, ' '), std::string("287082\n"),
        std::string("28708\0", 6), std::string(1'000'000, '1')}) {
    EXPECT_EQ(check(code, now), -9) << code.substr(0, 40);
  }
}

TEST(CheckTotp, HasNoCodesBefore1970) {
  const std::int64_t counter = -1;
  EXPECT_EQ(check(totp_code(kSecret, counter), at(0), -5), -9);
  EXPECT_EQ(check("287082", at(-3'000'000'000), -5), -9);
}

TEST(CheckTotp, NeedsTheSecret) {
  const std::string code = totp_code(kSecret, 50'000'000);
  int accepted = 0;
  for (int round = 0; round < 1'000; ++round) {
    accepted += check_totp(random_bytes<20>(), code, at(1'500'000'000), -1).has_value() ? 1 : 0;
  }
  EXPECT_LT(accepted, 3);  // Three steps of a million codes each: 0.003 expected.
}

TEST(TotpUri, IsWhatAuthenticatorsRead) {
  EXPECT_EQ(totp_uri(kSecret, "Picket", "ada@example.org"),
            "otpauth://totp/Picket:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Picket");
  EXPECT_EQ(totp_uri(kSecret, "A&B: C", "x?y=z#"),
            "otpauth://totp/A%26B%3A%20C:x%3Fy%3Dz%23?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=A%26B%3A%20C");
}

}  // namespace
}  // namespace picket::domain::account
