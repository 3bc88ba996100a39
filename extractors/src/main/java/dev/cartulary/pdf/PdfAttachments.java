package dev.cartulary.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.common.filespecification.PDFileSpecification;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;

/** The files within a PDF, those of the whole and those pinned to a page, each once. */
final class PdfAttachments {
  private final PdfText.AttachmentListener listener;
  private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PdfAttachments(PdfText.AttachmentListener listener) {
    this.listener = listener;
  }

  static void tell(PDDocument document, PdfText.AttachmentListener listener) throws IOException {
    PdfAttachments attachments = new PdfAttachments(listener);
    PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
    if (names != null && names.getEmbeddedFiles() != null) {
      attachments.tree(names.getEmbeddedFiles());
    }
    for (PDPage page : document.getPages()) {
      for (PDAnnotation annotation : page.getAnnotations()) {
        if (annotation instanceof PDAnnotationFileAttachment pinned) {
          attachments.file(pinned.getFile());
        }
      }
    }
  }

  private void tree(PDNameTreeNode<PDComplexFileSpecification> node) throws IOException {
    if (!seen.add(node.getCOSObject())) {
      return;
    }
    Map<String, PDComplexFileSpecification> files = node.getNames();
    if (files != null) {
      for (PDComplexFileSpecification file : files.values()) {
        file(file);
      }
    }
    List<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
    if (kids != null) {
      for (PDNameTreeNode<PDComplexFileSpecification> kid : kids) {
        tree(kid);
      }
    }
  }

  private void file(PDFileSpecification specification) throws IOException {
    if (specification instanceof PDComplexFileSpecification file) {
      PDEmbeddedFile content =
          file.getEmbeddedFileUnicode() == null
              ? file.getEmbeddedFile()
              : file.getEmbeddedFileUnicode();
      if (content != null && seen.add(content.getCOSObject())) {
        String name = file.getFilename();
        try (InputStream bytes = bytes(content)) {
          listener.found(name == null ? "" : name, bytes);
        }
      }
    }
  }

  /** The file; without bytes if it is damaged, so that it comes to a failure of its own. */
  private static InputStream bytes(PDEmbeddedFile content) {
    try {
      return content.createInputStream();
    } catch (IOException damaged) {
      return InputStream.nullInputStream();
    }
  }
}
