#include "CTransfer.h"

CURLcode transfer_set_text(CURL *handle, CURLoption option, const char *value) { return curl_easy_setopt(handle, option, value); }
CURLcode transfer_set_number(CURL *handle, CURLoption option, long value) { return curl_easy_setopt(handle, option, value); }
CURLcode transfer_set_pointer(CURL *handle, CURLoption option, void *value) { return curl_easy_setopt(handle, option, value); }
CURLcode transfer_set_list(CURL *handle, CURLoption option, struct curl_slist *value) { return curl_easy_setopt(handle, option, value); }
CURLcode transfer_set_bytes(CURL *handle, CURLoption option, transfer_bytes function) { return curl_easy_setopt(handle, option, function); }
CURLcode transfer_get_number(CURL *handle, CURLINFO info, long *value) { return curl_easy_getinfo(handle, info, value); }
CURLcode transfer_get_socket(CURL *handle, curl_socket_t *value) { return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value); }
