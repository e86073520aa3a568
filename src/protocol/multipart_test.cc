#include "protocol/multipart.h"

#include <string>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

/// "\n" becomes a line end of the wire.
std::string wire(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

const std::string kTwoParts = wire(
    "--xx\nContent-Disposition: form-data; name=\"key\"\n\nvalue\n"
    "--xx\ncontent-disposition: form-data; name=dump; filename=\"a \\\"b\\\" c:\\\\d.dmp\"\n"
    "Content-Type: application/x-dmp\n\nMDMP\n--xxy\n\n--xx--\n");

TEST(ParseMultipart, ReadsFieldsAndFiles) {
  const auto parts = parse_multipart(kTwoParts, "xx");
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ((*parts)[0].name, "key");
  EXPECT_FALSE((*parts)[0].filename.has_value());
  EXPECT_EQ((*parts)[0].content_type, "");
  EXPECT_EQ((*parts)[0].content, "value");
  EXPECT_EQ((*parts)[1].name, "dump");
  EXPECT_EQ((*parts)[1].filename, "a \"b\" c:\\\\d.dmp");
  EXPECT_EQ((*parts)[1].content_type, "application/x-dmp");
  EXPECT_EQ((*parts)[1].content, "MDMP\r\n--xxy\r\n") << "a longer boundary is content";
}

TEST(ParseMultipart, SkipsPreambleAndEpilogue) {
  const auto parts = parse_multipart("hello\r\n--b  \r\n\r\n\r\n--b--\r\nbye --b\r\n", "b");
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 1U);
  EXPECT_EQ((*parts)[0].name, "");
  EXPECT_EQ((*parts)[0].content, "");
}

TEST(ParseMultipart, TakesBareLineFeeds) {
  const auto parts =
      parse_multipart("--b\nContent-Disposition: form-data; name=a\n\n1\n--b--", "b");
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 1U);
  EXPECT_EQ((*parts)[0].content, "1");
}

TEST(ParseMultipart, NeedsTheBoundaryAtTheStartOfALine) {
  const auto parts = parse_multipart("--b\r\n\r\nx--b\r\n--b--", "b");
  ASSERT_TRUE(parts.has_value());
  ASSERT_EQ(parts->size(), 1U);
  EXPECT_EQ((*parts)[0].content, "x--b");
}

TEST(ParseMultipart, TakesABodyWithoutParts) {
  const auto parts = parse_multipart("--b--", "b");
  ASSERT_TRUE(parts.has_value());
  EXPECT_TRUE(parts->empty());
}

TEST(ParseMultipart, NamesWhatIsWrong) {
  using enum MultipartError;
  const auto error = [](std::string_view body, std::string_view boundary) {
    const auto parts = parse_multipart(body, boundary);
    EXPECT_FALSE(parts.has_value()) << body;
    return parts ? MultipartError{} : parts.error();
  };
  EXPECT_EQ(error("", "b"), no_boundary);
  EXPECT_EQ(error({}, "b"), no_boundary);
  EXPECT_EQ(error("--c--", "b"), no_boundary);
  EXPECT_EQ(error("--b--", ""), no_boundary);
  EXPECT_EQ(error("--b--", std::string(kMaxBoundaryBytes + 1, 'b')), no_boundary);
  EXPECT_EQ(error("--b\r\n\r\nvalue", "b"), truncated);
  EXPECT_EQ(error("--b\r\n\r\nvalue\r\n--b", "b"), truncated);
  EXPECT_EQ(error("--b\r\nno colon\r\n\r\n\r\n--b--", "b"), bad_header);
  EXPECT_EQ(error("--b\r\nContent-Type: x\r\n--b--", "b"), bad_header);
  EXPECT_EQ(error("--b\r\nX: " + std::string(kMaxPartHeaderBytes, 'x') + "\r\n\r\n\r\n--b--", "b"),
            bad_header);
  std::string many;
  for (std::size_t i = 0; i <= kMaxMultipartParts; ++i) many += "--b\r\n\r\n\r\n";
  EXPECT_EQ(error(many + "--b--", "b"), too_many_parts);
  EXPECT_EQ(parse_multipart(many.substr(9) + "--b--", "b")->size(), kMaxMultipartParts);
}

TEST(MultipartBoundary, IsAParameterOfTheType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data;charset=x ; BOUNDARY=\"a;b\""), "a;b");
  for (const char* type : {"", "multipart/form-data", "multipart/form-data; boundary=",
                           "multipart/mixed; boundary=abc", "text/plain; boundary=abc"}) {
    EXPECT_EQ(multipart_boundary(type), std::nullopt) << type;
  }
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(201, 'x')),
            std::nullopt);
}

TEST(EmbeddedBoundary, IsTheFirstLine) {
  EXPECT_EQ(embedded_boundary("--abc\r\nContent-Type: x\r\n"), "abc");
  for (const char* body : {"", "MDMP", "--", "--\n", "--abc"}) {
    EXPECT_EQ(embedded_boundary(body), std::nullopt) << body;
  }
}

}  // namespace
}  // namespace picket::protocol
