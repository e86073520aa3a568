#include "domain/account/pbkdf2.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::domain::account {
namespace {

// Made by Django 5.2: PBKDF2PasswordHasher().encode(password, salt, iterations).
constexpr std::string_view kHorse =
    "pbkdf2_sha256$1000$saltsaltsalt$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=";

bool fits(std::string_view password, std::string_view encoded) {
  const auto known = parse_pbkdf2(encoded);
  EXPECT_TRUE(known) << encoded;
  return known && matches(password, *known);
}

std::string with(std::string_view from, std::string_view to) {
  std::string text(kHorse);
  return text.replace(text.find(from), from.size(), to);
}

TEST(Pbkdf2, ChecksWhatDjangoMade) {
  EXPECT_TRUE(fits("correct horse", kHorse));
  EXPECT_TRUE(
      fits("pÄss wörd", "pbkdf2_sha256$1$a1B2$QHCEiM+nAl8KKvpmj4Ka+I2/Ek29ce/1GSUMJr7RF1s="));
  EXPECT_TRUE(fits({}, "pbkdf2_sha256$2$x$DbJWPo0PmIefdmiayG9/ThLKNfe1jk/gcsT2jDqCYTE="));
}

TEST(Pbkdf2, TakesNothingElse) {
  for (const std::string_view password : {"", "correct hors", "Correct horse", "correct horse "})
    EXPECT_FALSE(fits(password, kHorse)) << password;
  EXPECT_FALSE(fits("correct horse", with("$1000$", "$1001$")));
  EXPECT_FALSE(fits("correct horse", with("saltsaltsalt", "saltsaltsalu")));
  EXPECT_FALSE(fits("correct horse", with("F7o7", "F7o8")));
}

TEST(ParsePbkdf2, RefusesOtherForms) {
  for (const std::string& text :
       {std::string(), std::string("pbkdf2_sha256$"), with("_sha256", "_sha1"),
        with("pbkdf2", "Pbkdf2"), with("$1000$", "$$"), with("$1000$", "$0$"),
        with("$1000$", "$1e3$"), with("$1000$", "$-1000$"), with("$1000$", "$ 1000$"),
        with("$1000$", "$99999999999$"), with("saltsaltsalt", ""),
        with("saltsaltsalt", std::string(129, 's')), with("NvY=", "NvY"), with("NvY=", "NvYA"),
        with("NvY=", ""), with("NvY=", "NvY=$"), with("NvY=", "Nv =")}) {
    EXPECT_FALSE(parse_pbkdf2(text)) << text;
  }
}

TEST(ParsePbkdf2, RefusesWhatWouldTakeTooLong) {
  EXPECT_TRUE(parse_pbkdf2(with("$1000$", "$2400000$")));
  EXPECT_FALSE(parse_pbkdf2(with("$1000$", "$2400001$")));
  EXPECT_FALSE(parse_pbkdf2(with("$1000$", "$4294967295$")));
}

}  // namespace
}  // namespace picket::domain::account
