#include "domain/parameterize/parameterize.h"

#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::domain::parameterize {
namespace {

using Case = std::pair<const char*, const char*>;

std::string after(std::string_view text) {
  return with_placeholders(text).value_or(std::string(text));
}

void expect_all(const std::vector<Case>& cases) {
  for (const auto& [text, expected] : cases) EXPECT_EQ(after(text), expected) << text;
}

TEST(WithPlaceholders, SaysThatThereIsNothing) {
  for (const char* text : {"", "plain words", "Error: no. Really (not)", "x86", "cafe", "0x", "1e5",
                           "Option::unwrap()", "a = true", "caf\xC3\xA9"}) {
    EXPECT_EQ(with_placeholders(text), std::nullopt) << text;
  }
}

TEST(WithPlaceholders, FindsEmailAddresses) {
  expect_all({
      {"to a.b+c@d.co.uk!", "to <email>!"},
      {"x@localhost", "<email>"},
      {"@home", "@home"},
      {"me@ home", "me@ home"},
      {"\xC3\xA9"
       "t@a",
       "\xC3\xA9<email>"},
  });
  const std::string local(300, 'x');
  EXPECT_EQ(after(local + "@a.de"), std::string(300 - 254, 'x') + "<email>");
}

TEST(WithPlaceholders, FindsUrls) {
  expect_all({
      {"see 'http://x.y/z'", "see '<url>'"},
      {"https://a.b/c?d=e.", "<url>."},
      {"redis://cache:6379/0,", "<url>,"},
      {"file:///etc/hosts", "<url>"},
      {"<a://bc>", "<<url>>"},
      {"a://b", "a://b"},  // Two characters at least, as in the reference.
      {"a://$b", "a://$b"},
      {"1http://ab", "1http://ab"},
      {"in /a://bc\xC2\xA0x", "in /<url>\xC2\xA0x"},
  });
  // The scheme has up to 33 characters and starts at a word boundary.
  EXPECT_EQ(after(std::string(33, 'x') + "://ab"), "<url>");
  EXPECT_EQ(after(std::string(34, 'x') + "://ab"), std::string(34, 'x') + "://ab");
}

TEST(WithPlaceholders, FindsHostNames) {
  expect_all({
      {"sub.example.app/x", "<hostname>/x"},
      {"EXAMPLE.COM", "<hostname>"},
      {"example.Com", "example.Com"},
      {"example.com_", "example.com_"},
      {"www.example.photography", "www.example.photography"},
      {"java.io.IOException", "<hostname>.IOException"},
      {"a b-.de", "a <hostname>"},
      {"\xC3\xA9-x.de", "\xC3\xA9<hostname>"},
      {"\xC3\xA9x.de", "\xC3\xA9x.de"},
      {"node.js", "node.js"},
  });
  const std::string label(63, 'x');
  EXPECT_EQ(after(label + ".de"), "<hostname>");
  EXPECT_EQ(after("x" + label + ".de"), "x" + label + ".de");
}

TEST(WithPlaceholders, KnowsEveryTopLevelDomain) {
  // As the specification lists them.
  const std::string_view list =
      "com net org jp de uk fr br it ru es me gov pl ca au cn co in nl edu info eu ch id at kr cz "
      "mx be tv se tr tw al ua ir vn cl sk ly cc to no fi us pt dk ar hu tk gr il news ro my biz "
      "ie za nz sg ee th io xyz pe bg hk rs lt link ph club si site mobi by cat wiki la ga xxx cf "
      "hr ng jobs online kz ug gq ae is lv pro fm tips ms sa app ";
  std::size_t count = 0;
  for (std::string_view rest = list; !rest.empty(); ++count) {
    const std::string name(rest.substr(0, rest.find(' ')));
    rest.remove_prefix(name.size() + 1);
    EXPECT_EQ(after("x." + name), "<hostname>") << name;
    EXPECT_NE(after("x." + name + "q"), "<hostname>") << name;
  }
  EXPECT_EQ(count, 99U);
}

TEST(WithPlaceholders, FindsIdentifiersOfHexDigits) {
  expect_all({
      {"7c1811ed-e98f-4c9c-A9F9-58c757ff494f", "<uuid>"},
      {"5fc35719b9cf96ec602dbc748ff31c587a46961d", "<sha1>"},
      {"0751007cd28df267e8e051b51f918c60", "<md5>"},
      {"00-0751007cd28df267e8e051b51f918c60-0751007cd28df267-01", "<traceparent>"},
      {"00-0751007cd28df267e8e051b51f918c60-0751007cd28df267-02", "<int>-<md5>-<hex>-<int>"},
      {"1-67891233-abcdef012345678912345678", "<traceparent>"},
      {"tx274a77a8975c4a66aeb24-0052d95365/more, x", "<swift_txn_id> x"},
      {"ab274a77a8975c4a66aeb24-0052d95365", "<hex>-<hex>"},
      {"0751007cd28df267e8e051b51f918c6_", "<hex>_"},
  });
}

TEST(WithPlaceholders, FindsHexNumbers) {
  expect_all({
      {"0xFf 0X1", "<hex> <hex>"},
      {"0xZZ", "0xZZ"},
      {"_0x1_", "_<hex>_"},
      {"a1b2 A1B2 a1B2", "<hex> <hex> a1B2"},
      {"a1b", "a1b"},
      {"a1b2c3", "<hex>"},
      {"a1b2c3d", "<git_sha>"},
      {"A1B2C3D", "A1B2C3D"},
      {"abcdefa", "abcdefa"},
      {"deadbeef DEADBEEF", "<hex> <hex>"},
      {"12345678 -12345678 x-12345678", "<hex> <hex> x-<hex>"},
      {"\xC3\xA9"
       "12345678",
       "\xC3\xA9"
       "12345678"},
  });
  EXPECT_EQ(after(std::string(128, 'a')), "<hex>");
  EXPECT_EQ(after(std::string(129, 'a')), std::string(129, 'a'));
}

TEST(WithPlaceholders, FindsAddresses) {
  expect_all({
      {"0.0.0.0:80", "<ip>:<int>"},
      {"256.1.1.1", "<int>.<int>.<int>.<int>"},
      {"::1 :: a::b", "<ip> <ip> <ip>"},
      {"1:2:3:4:5:6:7:8", "<ip>"},
      {"2001:db8::8a2e:370:7334", "<ip>:<int>:<int>"},
      {"fe80::1%eth0", "<ip>%eth0"},
      {"fe80::%eth0", "<ip>%eth0"},
      {"::ffff:10.0.0.1", "<ip>.<int>.<int>.<int>"},  // The first form is an address up to the dot.
      {"Foo::bar", "Foo::bar"},
      {"x_::1", "x_::<int>"},
      {"00:1A:2b:3C:4d:5E", "<mac_addr>"},
      {"00-1A-2B-3C-4D-5E", "<mac_addr>"},
      {"00 1A 2B 3C 4D 5E", "<mac_addr>"},
      {"001a.2b3c.4d5e aaaa.bbbb.cccc", "<mac_addr> <mac_addr>"},
      {"de-ad-be-ef-ca-fe", "<mac_addr>"},
      {"00:1A-2b:3C:4d:5E", "<int>:1A-2b:3C:4d:5E"},
  });
}

TEST(WithPlaceholders, FindsNumbersAndDurations) {
  expect_all({
      {"0ms 1s 1.25s", "<duration> <duration> <duration>"},
      {"1.25ms", "<int>.<duration>"},
      {"took 12.5 s", "took <float> s"},
      {"1.25.3", "<int>.<int>.<int>"},
      {"-1.5 x-1.5", "<float> x<float>"},
      {"v1.2.3", "v1.<int>.<int>"},
      {"(#239323) 4,150,908", "(#<int>) <int>,<int>,<int>"},
      {"utf-8 err -17 count=-12", "utf-<int> err <int> count=<int>"},
      {"a_12_b", "a_<int>_b"},
      {"12a a12 \xC3\xA9"
       "12 12\xE4\xB8\xAD",
       "12a a12 \xC3\xA9"
       "12 12\xE4\xB8\xAD"},
      {"\xD9\xA1\xD9\xA2", "<int>"},  // Arabic digits.
  });
}

TEST(WithPlaceholders, FindsValuesOfAssignments) {
  expect_all({
      {"a=True b=False c=trueish", "a=<bool> b=<bool> c=<bool>ish"},
      {"k=TRUE a = true", "k=TRUE a = true"},
      {"key='v a l' k=\"v\"", "key=<quoted_str> k=<quoted_str>"},
      {"k='' k=\"v'", "k='' k=\"v'"},
      {"k='a\nb'", "k=<quoted_str>"},
      {"b = '1'", "b = '<int>'"},
  });
}

TEST(WithPlaceholders, LooksAtNothingThatItPutIn) {
  expect_all({{"a@b.c=true", "<email>=<bool>"}, {"x='1' 2", "x=<quoted_str> <int>"}});
  EXPECT_EQ(after("<int> <uuid>"), "<int> <uuid>");
}

TEST(WithPlaceholders, AnswersTheSameInConcurrentThreads) {
  const std::string text = "user 12345 of api.example.com at 2025-03-04 10:20:11";
  std::vector<std::string> answers(8);
  std::vector<std::thread> threads;
  threads.reserve(answers.size());
  for (std::string& answer : answers) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) answer = after(text);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) {
    EXPECT_EQ(answer, "user <int> of <hostname> at <date>");
  }
}

}  // namespace
}  // namespace picket::domain::parameterize
